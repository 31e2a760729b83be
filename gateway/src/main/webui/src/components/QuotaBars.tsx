import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ProjectQuota } from '../api/types';
import { useWords, type Key } from '../i18n';

const NEARLY = 0.85;

/** How much of each of a project's limits is used. */
export function QuotaBars({ quota }: { quota: ProjectQuota }) {
  const { t } = useWords();
  return (
    <div className="nk-quota">
      {quota.resources.map(({ resource, used, limit, share }) => {
        const name = t(`quota.${resource}` as Key);
        return (
          <Stack key={resource} gap={4}>
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm">{name}</Text>
              <Text size="sm" c="dimmed" className="nk-mono">
                {t('quota.of', { used, limit })}
              </Text>
            </Group>
            <Progress value={Math.min(100, share * 100)} color={share >= 1 ? 'red' : share >= NEARLY ? 'yellow' : undefined} aria-label={`${name} ${quota.namespace}`} />
          </Stack>
        );
      })}
    </div>
  );
}
