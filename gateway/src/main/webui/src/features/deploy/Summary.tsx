import { Group, Stack, Text } from '@mantine/core';
import type { Project } from '../../api/types';
import { useWords } from '../../i18n';
import type { DeployForm } from './form';

export function Summary({ form, project }: { form: DeployForm; project: Project }) {
  const { t } = useWords();
  const rows = [
    [t('deploy.service'), form.service_name || '…'],
    [t('deploy.summary.namespace'), `${project.owner}-${project.name}`],
    [t('deploy.replicas'), form.enable_autoscaling ? `${form.min_replicas} – ${form.max_replicas}` : form.replicas],
    ['CPU', `${form.cpu_request} / ${form.cpu_limit}`],
    [t('deploy.memory'), `${form.memory_request} / ${form.memory_limit}`],
    [t('deploy.exposure'), t(`deploy.exposure.${form.exposure_type}`)],
  ];
  return (
    <Stack component="dl" gap={6} m={0}>
      {rows.map(([name, value]) => (
        <Group key={name} justify="space-between" gap="xs" wrap="nowrap">
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} ta="right" style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
