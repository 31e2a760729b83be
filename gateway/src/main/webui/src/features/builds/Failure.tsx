import { Box, Stack, Text, Title } from '@mantine/core';
import type { BuildError } from '../../api/types';
import { AnsiText } from '../../components/Ansi';
import { isKey, useWords } from '../../i18n';
import { Said } from '../../i18n/Said';

/** What went wrong, what to do, and the lines that say it. */
export function Failure({ error }: { error: BuildError }) {
  const { t } = useWords();
  const title = isKey(`build.error.${error.category}`) ? t(`build.error.${error.category}`) : error.category;
  return (
    <Box className="nk-banner nk-tone-bad" role="alert">
      <Stack gap="xs">
        <Title order={2} fz={18}>
          {title}
          {error.step && ` (${error.step})`}
        </Title>
        <Text c="var(--mantine-color-text)">
          <Said text={error.message} />
        </Text>
        <Text c="var(--mantine-color-text)">
          <b>{t('hint')}</b> <Said text={error.hint} />
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
