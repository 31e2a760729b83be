import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { ApiError, post } from '../../api/client';
import { deploymentQuery, queryClient, revisionsQuery } from '../../api/queries';
import type { Deployment, Revision } from '../../api/types';
import { Confirm } from '../../components/Confirm';
import { Loading, Trouble, Unavailable } from '../../components/states';
import { Pill } from '../../components/Status';
import { Ago } from '../../components/time';
import { useWords } from '../../i18n';
import { Diff } from '../deploy/Diff';
import { between } from './revision-model';

export default function Revisions({ app }: { app: Deployment }) {
  const { t } = useWords();
  const [target, setTarget] = useState<Revision | null>(null);
  const query = useQuery(revisionsQuery(app.deployment_id, app.revision));
  const back = useMutation({
    mutationFn: (revision: number) => post<unknown>(`/deployments/${app.deployment_id}/rollback`, { revision }),
    onSuccess: (_, revision) => {
      setTarget(null);
      notifications.show({ message: t('revision.rollback.done', { n: revision }), color: 'brand' });
      void queryClient.invalidateQueries({ queryKey: deploymentQuery(app.deployment_id).queryKey });
      void queryClient.invalidateQueries({ queryKey: ['revisions', app.deployment_id] });
    },
  });
  if (query.error) {
    const missing = query.error instanceof ApiError && (query.error.status === 404 || query.error.isUnavailable);
    return missing ? <Unavailable what={t('revision.unavailable')} /> : <Trouble error={query.error} retry={() => void query.refetch()} />;
  }
  if (!query.data) {
    return <Loading />;
  }
  const revisions = query.data.items;
  const now = revisions.find((each) => each.revision === app.revision);
  return (
    <Stack>
      <Box className="nk-card">
        {revisions.map((revision) => (
          <Box key={revision.revision} className="nk-row" style={{ display: 'block' }}>
            <Group justify="space-between" gap="xs">
              <Group gap="xs">
                <Text fw={650}>{t('revision.number', { n: revision.revision })}</Text>
                {revision.revision === app.revision && <Pill tone="ok" label={t('revision.current')} />}
                {revision.last_good && revision.revision !== app.revision && <Pill tone="quiet" label={t('revision.good')} />}
                <Text size="sm" c="dimmed">
                  <Ago time={revision.created_at} />
                </Text>
              </Group>
              {revision.revision !== app.revision && (
                <Button size="xs" variant="default" leftSection={<History size={14} />} onClick={() => setTarget(revision)}>
                  {t('revision.rollback')}
                </Button>
              )}
            </Group>
            <Text size="sm" className="nk-mono">
              {revision.image_name}
            </Text>
            {now && revision.revision !== app.revision && (
              <details>
                <summary>{t('revision.diff')}</summary>
                <Diff changes={between(now, revision)} />
              </details>
            )}
          </Box>
        ))}
      </Box>
      <Confirm
        opened={target !== null}
        title={t('revision.rollback.title', { n: target?.revision ?? 0 })}
        consequences={t('revision.rollback.consequences')}
        verb={t('revision.rollback')}
        busy={back.isPending}
        error={back.error}
        onClose={() => {
          back.reset();
          setTarget(null);
        }}
        onConfirm={() => target && back.mutate(target.revision)}
      />
    </Stack>
  );
}
