import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { ApiError } from '../../api/client';
import type { Deployment } from '../../api/types';
import { buildQuery, deploymentsQuery, projectQuery, projectsQuery } from '../../api/queries';
import { Page } from '../../components/Page';
import { Empty, Loading, NotFound, Trouble } from '../../components/states';
import { useWords } from '../../i18n';
import { DeployFormPage } from './DeployFormPage';
import { emptyDeploy, imageOf, type DeployForm } from './form';
import { isOf } from '../projects/services';
import { useProjectOf } from '../projects/useProjectOf';
import { useLastSettings } from './useLastSettings';

/** `/deploy?build=` deploys what was built, `/deploy?app=` changes what runs, `/deploy?project=` takes any image. */
export default function DeployPage() {
  const [search] = useSearchParams();
  const buildId = search.get('build');
  const appId = search.get('app');
  const build = useQuery({ ...buildQuery(buildId ?? ''), enabled: buildId !== null });
  const apps = useQuery(deploymentsQuery());
  const app = apps.data?.items.find((each) =>
    appId !== null
      ? each.deployment_id === appId
      : build.data !== undefined && each.project_id === build.data.project_id && each.service_name === build.data.service_name,
  );
  const { project: appsProject, error: appsError } = useProjectOf(appId !== null ? app : undefined);
  const projectId = build.data?.project_id ?? (appId !== null ? appsProject?.id : Number(search.get('project')) || null);
  const project = useQuery({ ...projectQuery(projectId ?? 0), enabled: projectId !== null && projectId !== undefined });
  const last = useLastSettings(app);
  const error = build.error ?? project.error ?? appsError;
  if (error) {
    return error instanceof ApiError && error.status === 404 ? <NotFound /> : <Trouble error={error} />;
  }
  if (projectId === null) {
    return <ChooseProject />;
  }
  if (app && appsProject === null) {
    return <Stray app={app} />;
  }
  if (!project.data || (buildId !== null && !build.data) || (apps.isPending && !apps.error) || last.pending) {
    return appId !== null && apps.data && !app ? <NotFound /> : <Loading />;
  }
  const start: DeployForm = {
    ...emptyDeploy,
    ...last.settings,
    ...(build.data
      ? { image_name: imageOf(build.data), service_name: build.data.service_name }
      : app && { image_name: app.image_name, service_name: app.service_name }),
  };
  return (
    <DeployFormPage
      key={`${buildId ?? ''}/${appId ?? ''}/${projectId}`}
      draftKey={`nokube.draft.deploy.${buildId ?? appId ?? `project-${projectId}`}`}
      start={start}
      project={project.data}
      back={buildId !== null ? `/builds/${buildId}` : app ? `/apps/${app.deployment_id}` : `/projects/${projectId}`}
      fixedService={buildId !== null || appId !== null}
      app={app ?? null}
      others={(apps.data?.items ?? []).filter((each) => isOf(project.data, each))}
    />
  );
}

/** What a deployment is sent for is a project, which this one has none of. */
function Stray({ app }: { app: Deployment }) {
  const { t } = useWords();
  return (
    <Page
      title={app.service_name}
      way={[
        { to: '/', label: t('home.title') },
        { to: `/apps/${app.deployment_id}`, label: app.service_name },
      ]}
    >
      <Empty title={t('deploy.stray')} hint={t('deploy.stray.hint', { namespace: app.namespace, name: app.project_name })}>
        <Button component={Link} href="/projects/new">
          {t('home.new')}
        </Button>
      </Empty>
    </Page>
  );
}

function ChooseProject() {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const projects = useQuery(projectsQuery);
  return (
    <Page title={t('deploy.choose')} about={t('deploy.choose.hint')} way={[{ to: '/', label: t('home.title') }]}>
      <Select
        label={t('deploy.choose.project')}
        maw={420}
        searchable
        data={(projects.data?.items ?? []).map((project) => ({ value: String(project.id), label: project.name }))}
        onChange={(id) => id !== null && navigate(`/deploy?project=${id}`)}
      />
    </Page>
  );
}
