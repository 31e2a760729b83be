import { Accordion, Group, NumberInput, SegmentedControl, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useWords } from '../../i18n';
import { numberProps, textProps, type Fields } from './DeployFields';
import { partOf, usualExposure, type DeployForm } from './form';

/** What most deployments do not need, folded until it is wanted or something in it is wrong. */
export function Advanced(props: Fields) {
  const { t } = useWords();
  const { form, errors, set } = props;
  const [open, setOpen] = useState<string[]>([]);
  useEffect(() => {
    const wrong = Object.keys(errors).flatMap((field) => partOf(field) ?? []);
    setOpen((before) => [...new Set([...before, ...wrong])]);
  }, [errors]);
  return (
    <Accordion multiple variant="separated" value={open} onChange={setOpen} chevronPosition="left">
      <Part value="health" title={t('deploy.health')} hint={t('deploy.health.hint')}>
        <Switch
          label={t('deploy.health.enabled')}
          checked={form.health_check_enabled}
          onChange={(event) => set({ health_check_enabled: event.currentTarget.checked })}
        />
        {form.health_check_enabled && (
          <>
            <Group grow align="flex-start">
              <TextInput label={t('deploy.readiness')} description={t('deploy.readiness.hint')} placeholder="/ready" {...textProps(props, 'readiness_check_path')} />
              <TextInput label={t('deploy.liveness')} description={t('deploy.liveness.hint')} placeholder="/health" {...textProps(props, 'liveness_check_path')} />
            </Group>
            <Group grow align="flex-start">
              <NumberInput label={t('deploy.health.port')} placeholder={form.container_port} {...numberProps(props, 'health_check_port', 1, 65535)} />
              <NumberInput label={t('deploy.readiness.delay')} placeholder="5" {...numberProps(props, 'readiness_initial_delay', 0, 3600)} />
              <NumberInput label={t('deploy.liveness.delay')} placeholder="30" {...numberProps(props, 'liveness_initial_delay', 0, 3600)} />
            </Group>
            <Group grow align="flex-start">
              <NumberInput label={t('deploy.health.period')} placeholder="10" {...numberProps(props, 'health_check_period', 1, 3600)} />
              <NumberInput label={t('deploy.health.timeout')} placeholder="5" {...numberProps(props, 'health_check_timeout', 1, 3600)} />
              <NumberInput label={t('deploy.health.threshold')} placeholder="3" {...numberProps(props, 'health_check_failure_threshold', 1, 100)} />
            </Group>
          </>
        )}
      </Part>
      <Part value="storage" title={t('deploy.storage')} hint={t('deploy.storage.hint')}>
        <Group grow align="flex-start">
          <TextInput label={t('deploy.storage.size')} placeholder="1Gi" {...textProps(props, 'storage_size')} />
          <TextInput label={t('deploy.storage.path')} placeholder="/data" {...textProps(props, 'storage_path')} />
        </Group>
      </Part>
      <Part value="autoscaling" title={t('deploy.autoscaling')} hint={t('deploy.autoscaling.hint')}>
        <Switch
          label={t('deploy.autoscaling.enabled')}
          name="enable_autoscaling"
          checked={form.enable_autoscaling}
          error={errors.enable_autoscaling}
          onChange={(event) => set({ enable_autoscaling: event.currentTarget.checked })}
        />
        {form.enable_autoscaling && (
          <Group grow align="flex-start">
            <NumberInput label={t('deploy.autoscaling.min')} {...numberProps(props, 'min_replicas', 1, 100)} />
            <NumberInput label={t('deploy.autoscaling.max')} {...numberProps(props, 'max_replicas', 1, 100)} />
            <NumberInput label={t('deploy.autoscaling.target')} suffix=" %" {...numberProps(props, 'target_cpu_percent', 1, 100)} />
          </Group>
        )}
      </Part>
      <Part value="network" title={t('deploy.kind')} hint={t('deploy.kind.hint')}>
        <Stack gap={4}>
          <Text size="sm" fw={500} id="service-type">
            {t('deploy.type')}
          </Text>
          <SegmentedControl
            aria-labelledby="service-type"
            value={form.service_type}
            data={[
              { value: 'web', label: t('deploy.type.web') },
              { value: 'api', label: t('deploy.type.api') },
              { value: 'worker', label: t('deploy.type.worker') },
            ]}
            onChange={(value) => {
              const service_type = value as DeployForm['service_type'];
              set({ service_type, exposure_type: usualExposure(service_type) });
            }}
          />
        </Stack>
        <NumberInput label={t('deploy.service_port')} description={t('deploy.service_port.hint')} maw={280} {...numberProps(props, 'service_port', 1, 65535)} />
      </Part>
      <Part value="command" title={t('deploy.command')} hint={t('deploy.command.hint')}>
        <TextInput label={t('deploy.command.label')} classNames={{ input: 'nk-mono' }} placeholder="node server.js" {...textProps(props, 'command')} />
        <TextInput label={t('deploy.args')} classNames={{ input: 'nk-mono' }} {...textProps(props, 'args')} />
      </Part>
    </Accordion>
  );
}

function Part({ value, title, hint, children }: { value: string; title: string; hint: string; children: ReactNode }) {
  return (
    <Accordion.Item value={value}>
      <Accordion.Control>
        <Text fw={600}>{title}</Text>
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack>{children}</Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
