import { Group, Stack, Text, Title } from '@mantine/core';
import type { Build, Step } from '../../api/types';
import { StepPill } from '../../components/Status';
import { duration, useNow } from '../../components/time';
import { useWords } from '../../i18n';

export function Steps({ build }: { build: Build }) {
  const { t } = useWords();
  if (build.steps.length === 0) {
    return null;
  }
  return (
    <Stack gap="xs" component="section" aria-labelledby="steps">
      <Title order={2} fz={18} id="steps">
        {t('build.steps')}
      </Title>
      <Stack component="ol" gap={0} p={0} m={0} className="nk-card" style={{ listStyle: 'none' }}>
        {build.steps.map((step, index) => (
          <Group key={index} component="li" className="nk-row" justify="space-between" wrap="nowrap">
            <Text size="sm" fw={step.status === 'in_progress' ? 650 : 450} style={{ overflowWrap: 'anywhere' }}>
              {step.name}
            </Text>
            <Group gap="sm" wrap="nowrap">
              <Time step={step} />
              <StepPill status={step.status} />
            </Group>
          </Group>
        ))}
      </Stack>
    </Stack>
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
