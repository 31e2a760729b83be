import { Box, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { ApiError } from '../../api/client';
import type { ObjectChange } from '../../api/types';
import { Trouble, Unavailable } from '../../components/states';
import { Pill } from '../../components/Status';
import { useWords, type Key } from '../../i18n';
import { Said } from '../../i18n/Said';
import type { Tone } from '../../status';
import { Diff } from './Diff';
import { changeOf, countOf } from './plan';
import type { Plan } from './usePlan';

const TONES: Record<string, Tone> = { create: 'ok', update: 'busy', unchanged: 'quiet', delete: 'bad' };

/** What deploying would change, object by object, while the form is filled in. */
export function PlanCard({ plan, touched }: { plan: Plan; touched: boolean }) {
  const { t } = useWords();
  return (
    <Box className="nk-card" p="lg" component="section" aria-labelledby="plan" aria-busy={plan.asking}>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} fz={17} id="plan">
          {t('plan.title')}
        </Title>
        {plan.asking && <Loader size={16} aria-label={t('plan.asking')} role="img" />}
      </Group>
      <div className="nk-side-scroll" tabIndex={0} role="group" aria-labelledby="plan">
        <Result plan={plan} touched={touched} />
      </div>
    </Box>
  );
}

function Result({ plan, touched }: { plan: Plan; touched: boolean }) {
  const { t } = useWords();
  const { result, error } = plan;
  if (error && !plan.asking) {
    if (error instanceof ApiError && Object.keys(error.fields).length > 0) {
      return (
        <Text size="sm" role="status">
          {touched ? t('plan.invalid') : t('plan.incomplete')}
        </Text>
      );
    }
    return error instanceof ApiError && error.isUnavailable ? <Unavailable what={t('plan.unavailable')} /> : <Trouble error={error} />;
  }
  if (!result) {
    return (
      <Text size="sm" c="dimmed">
        {t('plan.incomplete')}
      </Text>
    );
  }
  const count = countOf(result);
  const nothing = count.create + count.update + count.delete === 0;
  return (
    <Stack gap="sm" style={{ opacity: plan.asking ? 0.55 : 1 }}>
      <Text size="sm" role="status">
        {nothing ? t('plan.nothing') : t('plan.count', count)}
      </Text>
      {result.warnings.map((warning) => (
        <Group key={`${warning.field}${warning.message}`} className="nk-banner nk-tone-warn" px="sm" py={8} gap={8} wrap="nowrap" align="flex-start">
          <TriangleAlert size={16} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <Text size="sm" c="var(--mantine-color-text)">
            <Said text={warning.message} />
          </Text>
        </Group>
      ))}
      <Stack gap={6}>
        {result.objects.map((change) => (
          <Entry key={`${change.kind}/${change.name}`} change={change} />
        ))}
      </Stack>
    </Stack>
  );
}

function Entry({ change }: { change: ObjectChange }) {
  const { t, tn } = useWords();
  const known = change.action in TONES;
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {change.kind}{' '}
          <Text span size="sm" c="dimmed">
            {change.name}
          </Text>
        </Text>
        <Pill tone={TONES[change.action] ?? 'quiet'} label={known ? t(`plan.${change.action}` as Key) : change.action} />
      </Group>
      {change.diff.length > 0 && change.action === 'update' && (
        // What was asked for is what one looks at; what follows from it is there for those who want to know.
        <details open={change.kind === 'NoKubeApp'}>
          <summary>{tn('plan.fields', change.diff.length)}</summary>
          <Diff changes={change.diff.map(changeOf)} />
        </details>
      )}
    </div>
  );
}
