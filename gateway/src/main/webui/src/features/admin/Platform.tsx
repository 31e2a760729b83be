import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { platformQuery } from '../../api/queries';
import type { PlatformCheck, PlatformService } from '../../api/types';
import { Loading, Trouble } from '../../components/states';
import { Pill } from '../../components/Status';
import { Ago } from '../../components/time';
import { useWords } from '../../i18n';
import type { Tone } from '../../status';

const TONES: Record<PlatformService['status'], Tone> = { up: 'ok', down: 'bad', silent: 'bad' };

/** How NoKube's own services are, and what they lack. */
export function Platform() {
  const { t } = useWords();
  const platform = useQuery(platformQuery);
  if (platform.isPending) {
    return <Loading />;
  }
  if (!platform.data) {
    return <Trouble error={platform.error} retry={() => void platform.refetch()} />;
  }
  const { status, services } = platform.data;
  return (
    <Stack>
      <Box className={`nk-banner nk-tone-${TONES[status]}`} role="status" py="sm">
        <Text fw={650}>{t(`platform.${status}`)}</Text>
      </Box>
      <div className="nk-thirds">
        {services.map((service) => (
          <Service key={`${service.service}/${service.number}`} service={service} several={services.filter((each) => each.service === service.service).length > 1} />
        ))}
      </div>
    </Stack>
  );
}

function Service({ service, several }: { service: PlatformService; several: boolean }) {
  const { t } = useWords();
  return (
    <Box component="section" className="nk-card" aria-label={service.service}>
      <Group justify="space-between" p="md" wrap="nowrap">
        <Title order={2} fz={16}>
          {service.service}
          {several && ` ${service.number}`}
        </Title>
        <Pill tone={TONES[service.status]} label={t(`platform.status.${service.status}`)} />
      </Group>
      {service.status === 'silent' && (
        <Text size="sm" p="md" pt={0}>
          {t('platform.silent.hint')}
        </Text>
      )}
      {service.checks.map((check) => (
        <Check key={check.name} check={check} />
      ))}
    </Box>
  );
}

function Check({ check }: { check: PlatformCheck }) {
  const { t } = useWords();
  const said = Object.entries(check.data).filter(([, value]) => !/^(UP|OK)$/.test(value));
  return (
    <Box className="nk-row" style={{ display: 'block', borderTop: '1px solid var(--nk-line)' }}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm">{check.name}</Text>
        <Pill tone={TONES[check.status]} label={t(`platform.status.${check.status}`)} />
      </Group>
      {said.map(([name, value]) => (
        <Text key={name} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {name.replaceAll('_', ' ')}: {/^\d{4}-\d\d-\d\dT/.test(value) ? <Ago time={value} /> : value}
        </Text>
      ))}
    </Box>
  );
}
