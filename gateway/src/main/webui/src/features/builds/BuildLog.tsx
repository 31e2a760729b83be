import { Anchor, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { isFinalBuild } from '../../api/queries';
import type { Build } from '../../api/types';
import { LogViewer } from '../../components/LogViewer';
import { Loading, Trouble, Unavailable } from '../../components/states';
import { useWords } from '../../i18n';
import { useBuildLog } from './useBuildLog';

export default function BuildLog({ build }: { build: Build }) {
  const { t } = useWords();
  // A build that is over when the page opens is read at once, one that runs is followed to its end.
  const [wasOver] = useState(() => isFinalBuild(build));
  const log = useBuildLog(build, wasOver);
  if (log.unavailable) {
    return (
      <Stack gap="xs">
        <Unavailable what={t('build.logs.unavailable')} />
        {build.run_url && (
          <Text size="sm">
            <Anchor href={build.run_url} target="_blank" rel="noreferrer" underline="always">
              {t('build.logs.github')}
            </Anchor>
          </Text>
        )}
      </Stack>
    );
  }
  if (log.error) {
    return <Trouble error={log.error} />;
  }
  if (log.pending) {
    return <Loading />;
  }
  if (log.lines.length === 0) {
    return (
      <Text c="dimmed" size="sm" role="status">
        {isFinalBuild(build) ? t('build.logs.none') : t('build.logs.waiting')}
      </Text>
    );
  }
  return <LogViewer lines={log.lines} name={`${build.service_name}-${build.build_id}`} live={!isFinalBuild(build)} />;
}
