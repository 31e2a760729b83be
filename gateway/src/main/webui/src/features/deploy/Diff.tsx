import { Box, Stack, Text } from '@mantine/core';
import { useWords } from '../../i18n';
import type { Change } from './plan';

/** Field by field what was and what would be. */
export function Diff({ changes }: { changes: Change[] }) {
  const { t } = useWords();
  return (
    <Stack component="dl" gap={6} mt={4} mb={4}>
      {changes.map(({ path, before, after }) => (
        <div key={path} className="nk-diff">
          <Text component="dt" size="xs" c="dimmed" className="nk-mono">
            {path}
          </Text>
          {before !== null && (
            <Value sign="−" className="nk-del" label={t('plan.before')} text={before} />
          )}
          {after !== null && (
            <Value sign="+" className="nk-add" label={t('plan.after')} text={after} />
          )}
        </div>
      ))}
    </Stack>
  );
}

function Value({ sign, className, label, text }: { sign: string; className: string; label: string; text: string }) {
  return (
    <Box component="dd" m={0} px={6} fz="xs" className={`nk-mono ${className}`}>
      <span aria-hidden>{sign} </span>
      <span className="nk-said">{label} </span>
      {text}
    </Box>
  );
}
