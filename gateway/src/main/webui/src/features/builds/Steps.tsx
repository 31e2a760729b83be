import { Group, Stack, Text, Title } from '@mantine/core';
import { CircleCheck, CircleDashed, CircleMinus, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import type { Build, Step, StepStatus } from '../../api/types';
import { duration, useNow } from '../../components/time';
import { useWords } from '../../i18n';
import { stepLook } from '../../status';

const ICONS: Record<StepStatus, LucideIcon> = {
  pending: CircleDashed,
  in_progress: LoaderCircle,
  success: CircleCheck,
  failed: CircleX,
  skipped: CircleMinus,
  cancelled: CircleMinus,
};

/** What the build does one after the other, how long each took and how it ended. */
export function Steps({ build }: { build: Build }) {
  const { t } = useWords();
  return (
    <Stack gap="xs" component="section" aria-labelledby="steps">
      <Title order={2} fz={18} id="steps">
        {t('build.steps')}
      </Title>
      <Stack component="ol" gap={0} p="xs" m={0} className="nk-card" style={{ listStyle: 'none' }}>
        {build.steps.length === 0 && (
          <Text component="li" size="sm" c="dimmed" p={6}>
            {t('build.steps.none')}
          </Text>
        )}
        {build.steps.map((step, index) => (
          <Line key={index} step={step} />
        ))}
      </Stack>
    </Stack>
  );
}

function Line({ step }: { step: Step }) {
  const { t } = useWords();
  const look = stepLook[step.status];
  const Icon = ICONS[step.status] ?? CircleDashed;
  const idle = step.status === 'skipped' || step.status === 'pending';
  return (
    <Group component="li" gap={10} px={6} py={7} wrap="nowrap">
      <Icon size={17} aria-hidden className={step.status === 'in_progress' ? 'nk-turning' : undefined} style={{ flex: 'none', color: `var(--nk-${look?.tone ?? 'quiet'})` }} />
      <span className="nk-said">{look ? t(look.label) : step.status}: </span>
      <Text size="sm" flex={1} fw={step.status === 'in_progress' || step.status === 'failed' ? 650 : 450} c={idle ? 'dimmed' : undefined} style={{ overflowWrap: 'anywhere' }}>
        {step.name}
      </Text>
      {step.status === 'skipped' ? (
        <Text size="xs" c="dimmed" aria-hidden>
          {t('step.status.skipped')}
        </Text>
      ) : (
        <Time step={step} />
      )}
    </Group>
  );
}

function Time({ step }: { step: Step }) {
  const now = useNow(step.status === 'in_progress' ? 1_000 : null);
  if (!step.started_at) {
    return null;
  }
  const end = step.completed_at ? new Date(step.completed_at) : step.status === 'in_progress' ? now : null;
  return (
    end && (
      <Text size="sm" c="dimmed" className="nk-mono">
        {duration((end.getTime() - new Date(step.started_at).getTime()) / 1000)}
      </Text>
    )
  );
}
