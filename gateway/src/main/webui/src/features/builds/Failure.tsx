import { Box, Stack, Text, Title } from '@mantine/core';
import type { BuildError } from '../../api/types';
import { AnsiText } from '../../components/Ansi';
import { useWords } from '../../i18n';
import type { Key } from '../../i18n';

const KNOWN = new Set([
  'repository_not_found', 'dockerfile_not_found', 'build_failed', 'push_denied', 'quota_exceeded', 'dispatch_refused', 'timed_out', 'lost', 'unknown',
]);

/** What went wrong, what to do, and the lines that say it. */
export function Failure({ error }: { error: BuildError }) {
  const { t } = useWords();
  const title = KNOWN.has(error.category) ? t(`build.error.${error.category}` as Key) : error.category;
  return (
    <Box className="nk-banner nk-tone-bad" role="alert">
      <Stack gap="xs">
        <Title order={2} fz={18}>
          {title}
          {error.step && ` (${error.step})`}
        </Title>
        <Text c="var(--mantine-color-text)" lang="en">
          {error.message}
        </Text>
        <Text c="var(--mantine-color-text)">
          <b>{t('hint')}</b> <span lang="en">{error.hint}</span>
        </Text>
        {error.log_excerpt && (
          <pre className="nk-code" tabIndex={0} aria-label={t('build.error.lines')}>
            {error.log_excerpt.split('\n').map((line, index) => (
              <div key={index}>
                <AnsiText text={line} />
              </div>
            ))}
          </pre>
        )}
      </Stack>
    </Box>
  );
}
