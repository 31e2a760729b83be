import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/client';
import { projectQuery, queryClient } from '../../api/queries';
import type { Project } from '../../api/types';
import { Trouble } from '../../components/states';
import { useWords } from '../../i18n';

/** Whether a push starts a build; shown where the API tells of it. */
export function AutoBuild({ project }: { project: Project }) {
  const { t } = useWords();
  const change = useMutation({
    mutationFn: (auto_build: boolean) => call<Project>('PATCH', `/projects/${project.id}`, { body: { auto_build } }),
    onSuccess: (changed) => queryClient.setQueryData(projectQuery(project.id).queryKey, changed),
  });
  if (project.auto_build === undefined) {
    return null;
  }
  return (
    <>
      <Switch
        label={t('project.auto_build')}
        description={t('project.auto_build.hint')}
        checked={change.isPending ? change.variables : project.auto_build}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      {change.error && <Trouble error={change.error} />}
    </>
  );
}
