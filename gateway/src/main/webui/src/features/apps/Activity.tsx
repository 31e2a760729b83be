import { Box, Group, Stack, Text, Title } from '@mantine/core';
import type { KubernetesEvent, PodEvent } from '../../api/types';
import type { StreamState } from '../../events/stream';
import { Unavailable } from '../../components/states';
import { Pill } from '../../components/Status';
import { Ago } from '../../components/time';
import { useWords } from '../../i18n';

/** The pods one by one, and what Kubernetes has to say. */
export function Activity({ pods, events, stream }: { pods: PodEvent[]; events: KubernetesEvent[]; stream: StreamState }) {
  const { t, tn } = useWords();
  if (stream === 'unavailable') {
    return <Unavailable what={t('app.events.unavailable')} />;
  }
  return (
    <>
      {pods.length > 0 && (
        <Stack gap="xs" component="section" aria-labelledby="pods">
          <Title order={2} fz={18} id="pods">
            {t('app.pods')}
          </Title>
          <Box className="nk-card">
            {pods.map((pod) => (
              <Group key={pod.name} className="nk-row" justify="space-between">
                <Text size="sm" className="nk-mono">
                  {pod.name}
                </Text>
                <Group gap="sm">
                  {pod.restarts > 0 && (
                    <Text size="sm" c="dimmed">
                      {tn('app.restarts', pod.restarts)}
                    </Text>
                  )}
                  {pod.reason && (
                    <Text size="sm" title={pod.message ?? undefined}>
                      {pod.reason}
                    </Text>
                  )}
                  <Pill tone={pod.ready ? 'ok' : pod.reason ? 'bad' : 'busy'} label={pod.ready ? t('app.pod.ready') : pod.phase === 'Running' ? t('app.pod.unready') : pod.phase || t('app.pod.starting')} />
                </Group>
              </Group>
            ))}
          </Box>
        </Stack>
      )}
      {events.length > 0 && (
        <Stack gap="xs" component="section" aria-labelledby="events">
          <Title order={2} fz={18} id="events">
            {t('app.events')}
          </Title>
          <Box className="nk-card">
            {events.map((event, index) => (
              <Group key={index} className="nk-row" justify="space-between" align="flex-start">
                <Box flex={1} miw={200}>
                  <Group gap="xs">
                    <Pill tone={event.type === 'Warning' ? 'warn' : 'quiet'} label={event.reason} />
                    <Text size="xs" c="dimmed" className="nk-mono">
                      {event.object}
                    </Text>
                  </Group>
                  <Text size="sm" mt={2} style={{ overflowWrap: 'anywhere' }}>
                    {event.message}
                    {event.count > 1 && ` (×${event.count})`}
                  </Text>
                </Box>
                {event.time && (
                  <Text size="xs" c="dimmed">
                    <Ago time={event.time} />
                  </Text>
                )}
              </Group>
            ))}
          </Box>
        </Stack>
      )}
    </>
  );
}
