import { Checkbox, Group, NumberInput, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import { Pairs } from '../../components/Pairs';
import { useWords } from '../../i18n';
import type { DeployForm } from './form';
import { Resource } from './Resources';

export interface Fields {
  form: DeployForm;
  errors: Record<string, string>;
  set(change: Partial<DeployForm>): void;
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack className="nk-card" p="lg" gap="md" component="section">
      <Title order={2} fz={17}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}

type TextName = { [K in keyof DeployForm]: DeployForm[K] extends string ? K : never }[keyof DeployForm];

/** What every text field of the form has in common. */
export function textProps({ form, errors, set }: Fields, name: TextName) {
  return {
    name,
    value: form[name],
    error: errors[name],
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  };
}

export function numberProps({ form, errors, set }: Fields, name: TextName, min: number, max: number) {
  return {
    name,
    value: form[name],
    error: errors[name],
    min,
    max,
    clampBehavior: 'none' as const,
    allowDecimal: false,
    onChange: (value: string | number) => set({ [name]: String(value) }),
  };
}

export function ImageFields(props: Fields & { fixedService: boolean }) {
  const { t } = useWords();
  return (
    <Section title={t('deploy.image.section')}>
      <TextInput label={t('deploy.image')} description={t('deploy.image.hint')} required classNames={{ input: 'nk-mono' }} {...textProps(props, 'image_name')} />
      <TextInput
        label={t('deploy.service')}
        description={t('deploy.service.hint')}
        required
        readOnly={props.fixedService}
        {...textProps(props, 'service_name')}
      />
    </Section>
  );
}

export function SizeFields(props: Fields) {
  const { t } = useWords();
  return (
    <Section title={t('deploy.size')}>
      <NumberInput
        label={t('deploy.replicas')}
        description={props.form.enable_autoscaling ? t('deploy.replicas.auto') : t('deploy.replicas.hint')}
        disabled={props.form.enable_autoscaling}
        maw={280}
        {...numberProps(props, 'replicas', 0, 100)}
      />
      <Resource kind="cpu" {...props} />
      <Resource kind="memory" {...props} />
    </Section>
  );
}

export function NetworkFields(props: Fields) {
  const { t } = useWords();
  const { form, errors, set } = props;
  return (
    <Section title={t('deploy.network')}>
      <NumberInput
        label={t('deploy.container_port')}
        description={t('deploy.container_port.hint')}
        maw={280}
        {...numberProps(props, 'container_port', 1, 65535)}
      />
      <Radio.Group
        label={t('deploy.exposure')}
        value={form.exposure_type}
        error={errors.exposure_type}
        onChange={(value) => set({ exposure_type: value as DeployForm['exposure_type'] })}
      >
        <Stack gap={8} mt={6}>
          <Radio value="external" label={t('deploy.exposure.external')} description={t('deploy.exposure.external.hint')} />
          <Radio value="internal" label={t('deploy.exposure.internal')} description={t('deploy.exposure.internal.hint')} />
          <Radio value="none" label={t('deploy.exposure.none')} description={t('deploy.exposure.none.hint')} />
        </Stack>
      </Radio.Group>
      {form.exposure_type === 'external' && (
        <Group align="flex-start" grow className="nk-fold">
          <TextInput label={t('deploy.domain')} description={t('deploy.domain.hint')} placeholder="shop.example.com" {...textProps(props, 'custom_domain')} />
          <TextInput label={t('deploy.path')} description={t('deploy.path.hint')} placeholder="/" {...textProps(props, 'custom_path')} />
        </Group>
      )}
      {form.exposure_type === 'external' && (
          <Checkbox
            name="enable_https"
            label={t('deploy.https')}
            description={t('deploy.https.hint')}
            checked={form.enable_https}
            error={errors.enable_https}
            onChange={(event) => set({ enable_https: event.currentTarget.checked })}
          />
      )}
    </Section>
  );
}

export function VariableFields({ form, errors, set }: Fields) {
  const { t } = useWords();
  return (
    <Section title={t('deploy.variables')}>
      <Pairs legend={t('deploy.env')} hint={t('deploy.env.hint')} pairs={form.env_vars} field="env_vars" errors={errors} onChange={(env_vars) => set({ env_vars })} />
      <Pairs hidden legend={t('deploy.secrets')} hint={t('deploy.secrets.hint')} pairs={form.secrets} field="secrets" errors={errors} onChange={(secrets) => set({ secrets })} />
      {form.has_secrets && (
        <Checkbox
          name="remove_secrets"
          label={t('deploy.secrets.remove')}
          description={t('deploy.secrets.kept')}
          checked={form.remove_secrets}
          onChange={(event) => set({ remove_secrets: event.currentTarget.checked })}
        />
      )}
      <Text size="xs" c="dimmed">
        {t('deploy.variables.hint')}
      </Text>
    </Section>
  );
}
