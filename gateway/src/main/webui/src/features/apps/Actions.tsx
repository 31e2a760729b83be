import { Button, Group, Menu, Modal, NumberInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { ChevronDown, CirclePause, CirclePlay, Rocket, RotateCw, Scaling, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { call, post } from '../../api/client';
import { deploymentQuery, queryClient } from '../../api/queries';
import type { Deployment } from '../../api/types';
import { Confirm } from '../../components/Confirm';
import { useFieldErrors } from '../../components/field-errors';
import { Trouble } from '../../components/states';
import { useWords } from '../../i18n';

type Deed = 'restart' | 'stop' | 'start';

export function Actions({ app }: { app: Deployment }) {
  const { t } = useWords();
  const [asked, setAsked] = useState<'scale' | 'stop' | 'delete' | null>(null);
  const act = useMutation({
    mutationFn: (deed: Deed) => post<unknown>(`/deployments/${app.deployment_id}/${deed}`),
    onSuccess: (_, deed) => {
      setAsked(null);
      notifications.show({ message: t(`app.${deed}.done`), color: 'brand' });
      void refresh(app);
    },
  });
  const close = () => {
    act.reset();
    setAsked(null);
  };
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        <Button component={Link} href={`/deploy?app=${app.deployment_id}`} variant="default" leftSection={<Rocket size={16} />}>
          {t('app.redeploy')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button rightSection={<ChevronDown size={16} />}>{t('app.actions')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Scaling size={16} />} onClick={() => setAsked('scale')}>
              {t('app.scale')}
            </Menu.Item>
            <Menu.Item leftSection={<RotateCw size={16} />} onClick={() => act.mutate('restart')}>
              {t('app.restart')}
            </Menu.Item>
            {app.status === 'stopped' ? (
              <Menu.Item leftSection={<CirclePlay size={16} />} onClick={() => act.mutate('start')}>
                {t('app.start')}
              </Menu.Item>
            ) : (
              <Menu.Item leftSection={<CirclePause size={16} />} onClick={() => setAsked('stop')}>
                {t('app.stop')}
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item leftSection={<Trash2 size={16} />} c="var(--mantine-color-error)" onClick={() => setAsked('delete')}>
              {t('app.delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {act.error && asked === null && <Trouble error={act.error} />}
      <Confirm
        opened={asked === 'stop'}
        title={t('app.stop.title', { name: app.service_name })}
        consequences={t('app.stop.consequences')}
        verb={t('app.stop')}
        busy={act.isPending}
        error={act.error}
        onClose={close}
        onConfirm={() => act.mutate('stop')}
      />
      <Scale app={app} opened={asked === 'scale'} onClose={close} />
      <Delete app={app} opened={asked === 'delete'} onClose={close} />
    </Stack>
  );
}

function refresh(app: Deployment) {
  void queryClient.invalidateQueries({ queryKey: ['deployments'] });
  return queryClient.invalidateQueries({ queryKey: deploymentQuery(app.deployment_id).queryKey });
}

interface DialogProps {
  app: Deployment;
  opened: boolean;
  onClose(): void;
}

function Scale({ app, opened, onClose }: DialogProps) {
  const { t } = useWords();
  const [replicas, setReplicas] = useState<string | number>(app.replicas_total);
  const scale = useMutation({
    mutationFn: () => post<unknown>(`/deployments/${app.deployment_id}/scale`, { replicas: replicas === '' ? null : replicas }),
    onSuccess: () => {
      notifications.show({ message: t('app.scale.done', { n: replicas }), color: 'brand' });
      onClose();
      void refresh(app);
    },
  });
  const fields = useFieldErrors(scale.error);
  return (
    <Modal opened={opened} onClose={() => { scale.reset(); onClose(); }} title={t('app.scale.title', { name: app.service_name })} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          scale.mutate();
        }}
      >
        <Stack>
          <NumberInput
            label={t('deploy.replicas')}
            name="replicas"
            min={0}
            max={100}
            clampBehavior="none"
            allowDecimal={false}
            value={replicas}
            error={fields.replicas}
            onChange={setReplicas}
            data-autofocus
          />
          {scale.error && !fields.replicas && <Trouble error={scale.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={scale.isPending}>
              {t('app.scale')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Delete({ app, opened, onClose }: DialogProps) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const hasStorage = app.manifests_generated.includes('PersistentVolumeClaim');
  const remove = useMutation({
    mutationFn: (storage: boolean) =>
      call('DELETE', `/deployments/${app.deployment_id}`, { query: storage ? { delete_storage: true } : {} }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['deployments'] });
      navigate(app.project_id === null ? '/' : `/projects/${app.project_id}`, { replace: true });
    },
  });
  return (
    <Confirm
      opened={opened}
      title={t('app.delete.title', { name: app.service_name })}
      consequences={t('app.delete.consequences', { objects: app.manifests_generated.join(', ') })}
      name={app.service_name}
      option={hasStorage ? { label: t('app.delete.storage'), hint: t('app.delete.storage.hint') } : undefined}
      verb={t('app.delete')}
      busy={remove.isPending}
      error={remove.error}
      onClose={() => {
        remove.reset();
        onClose();
      }}
      onConfirm={(storage) => remove.mutate(storage)}
    />
  );
}
