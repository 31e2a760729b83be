import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { ApiError } from '../../api/client';
import { Unavailable } from '../../components/states';
import { Pill } from '../../components/Status';
import { useWords, type Key } from '../../i18n';
import type { Tone } from '../../status';
import { changesOf, type Change } from './plan';
import { Refused } from './DeployPage';

const TONES: Record<string, Tone> = { create: 'ok', update: 'busy', unchanged: 'quiet', delete: 'bad' };

/** What would change, object by object, before anything does. */
export function Preview({ result, error }: { result: unknown; error: unknown }) {
  const { t } = useWords();
  if (error instanceof ApiError) {
    return error.isUnavailable ? <Unavailable what={t('plan.unavailable')} /> : <Refused error={error} errors={error.fields} />;
  }
  if (error) {
    return <Refused error={error} errors={{}} />;
  }
  if (result === undefined) {
    return null;
  }
  const changes = changesOf(result);
  return (
    <Box className="nk-card" p="lg" role="status">
      <Title order={2} fz={17} mb="xs">
        {t('plan.title')}
      </Title>
      {changes.every((change) => change.action === 'unchanged') && <Text size="sm">{t('plan.nothing')}</Text>}
      <Stack gap="sm">
        {changes.map((change) => (
          <Entry key={`${change.kind}/${change.name}`} change={change} />
        ))}
      </Stack>
    </Box>
  );
}

function Entry({ change }: { change: Change }) {
  const { t } = useWords();
  const known = change.action in TONES;
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {change.kind}{' '}
          <Text span size="sm" c="dimmed">
            {change.name}
          </Text>
        </Text>
        <Pill tone={TONES[change.action] ?? 'quiet'} label={known ? t(`plan.${change.action}` as Key) : change.action} />
      </Group>
      {change.action === 'update' && <Diff change={change} />}
    </div>
  );
}

export function Diff({ change }: { change: Pick<Change, 'diff'> }) {
  const { t } = useWords();
  return (
    <Stack component="dl" gap={4} mt={4} mb={0}>
      {change.diff.map(({ path, before, after }) => (
        <Box key={path} fz="xs">
          <Text component="dt" size="xs" c="dimmed" className="nk-mono">
            {path}
          </Text>
          {before !== null && (
            <Box component="dd" m={0} px={6} className="nk-mono nk-del" aria-label={t('plan.before', { value: before })}>
              − {before}
            </Box>
          )}
          {after !== null && (
            <Box component="dd" m={0} px={6} className="nk-mono nk-add" aria-label={t('plan.after', { value: after })}>
              + {after}
            </Box>
          )}
        </Box>
      ))}
    </Stack>
  );
}
