import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { call } from '../../api/client';
import { queryClient } from '../../api/queries';
import type { Deployment, Project } from '../../api/types';
import { Confirm } from '../../components/Confirm';
import { useWords } from '../../i18n';

interface Props {
  project: Project;
  apps: Deployment[];
  opened: boolean;
  onClose(): void;
}

/** What is deployed goes first, where that is wanted: a project that is gone could not be found by it any more. */
export function DeleteProject({ project, apps, opened, onClose }: Props) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: async (withApps: boolean) => {
      for (const app of withApps ? apps : []) {
        await call('DELETE', `/deployments/${app.deployment_id}`);
      }
      await call('DELETE', `/projects/${project.id}`);
    },
    onSettled: () => Promise.all([queryClient.invalidateQueries({ queryKey: ['projects'] }), queryClient.invalidateQueries({ queryKey: ['deployments'] })]),
    onSuccess: () => navigate('/', { replace: true }),
  });
  const names = apps.map((app) => app.service_name).join(', ');
  return (
    <Confirm
      opened={opened}
      title={t('project.delete.title', { name: project.name })}
      consequences={t('project.delete.nothing')}
      option={apps.length > 0 ? { label: t('project.delete.apps', { apps: names }), hint: t('project.delete.apps.hint') } : undefined}
      name={project.name}
      verb={t('project.delete')}
      busy={remove.isPending}
      error={remove.error}
      onClose={() => {
        remove.reset();
        onClose();
      }}
      onConfirm={(withApps) => remove.mutate(withApps)}
    />
  );
}
