import { Box, Button, Grid, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Rocket } from 'lucide-react';
import { useEffect, useMemo, type FormEvent } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { ApiError, post } from '../../api/client';
import { buildQuery, deploymentsQuery, projectQuery, projectsQuery, queryClient } from '../../api/queries';
import type { Deployment, Project } from '../../api/types';
import { useFocusOnError } from '../../components/focus';
import { Page } from '../../components/Page';
import { Loading, NotFound, Trouble } from '../../components/states';
import { useDraft } from '../../components/storage';
import { useWords } from '../../i18n';
import { Advanced } from './Advanced';
import { ImageFields, NetworkFields, SizeFields, VariableFields } from './DeployFields';
import { emptyDeploy, imageOf, imageTitle, toRequest, type DeployForm } from './form';
import { Preview } from './Preview';
import { useLastSettings } from './useLastSettings';

/** `/deploy?build=` deploys what was built, `/deploy?app=` changes what runs, `/deploy?project=` takes any image. */
export default function DeployPage() {
  const { t } = useWords();
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
  const projectId = build.data?.project_id ?? (appId !== null ? app?.project_id : Number(search.get('project')) || null);
  const project = useQuery({ ...projectQuery(projectId ?? 0), enabled: projectId !== null && projectId !== undefined });
  const last = useLastSettings(app);
  const error = build.error ?? project.error;
  if (error) {
    return error instanceof ApiError && error.status === 404 ? <NotFound /> : <Trouble error={error} />;
  }
  if (projectId === null) {
    return <ChooseProject />;
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
      changes={app ? t('deploy.changes', { name: app.service_name, revision: app.revision }) : null}
    />
  );
}

interface Props {
  draftKey: string;
  start: DeployForm;
  project: Project;
  back: string;
  fixedService: boolean;
  changes: string | null;
}

const NO_ERRORS: Record<string, string> = {};

function DeployFormPage({ draftKey, start, project, back, fixedService, changes }: Props) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const draft = useDraft<DeployForm>(draftKey, start, ['secrets']);
  const request = useMemo(() => toRequest(draft.value, project), [draft.value, project]);
  const deploy = useMutation({
    mutationFn: () => post<Deployment>('/deploy', request),
    onSuccess: (app) => {
      draft.forget();
      queryClient.setQueryData(['deployment', app.deployment_id], app);
      void queryClient.invalidateQueries({ queryKey: ['deployments'] });
      navigate(`/apps/${app.deployment_id}`);
    },
  });
  const preview = useMutation({ mutationFn: () => post<unknown>('/deploy', request, { query: { dry_run: true } }) });
  const refused = deploy.error ?? preview.error;
  const errors = useMemo(() => (refused instanceof ApiError ? refused.fields : NO_ERRORS), [refused]);
  useFocusOnError(refused);
  useEffect(() => {
    // What was shown of the changes is only true of the form it was asked for.
    preview.reset();
  }, [request]);
  const fields = { form: draft.value, errors, set: draft.set };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    preview.reset();
    deploy.mutate();
  };
  return (
    <Page
      title={t('deploy.title', { image: imageTitle(draft.value.image_name) || '…' })}
      about={changes ?? t('deploy.about', { project: project.name })}
      way={[
        { to: '/', label: t('home.title') },
        { to: `/projects/${project.id}`, label: project.name },
      ]}
    >
      <form onSubmit={submit} noValidate aria-label={t('deploy.configuration')}>
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack>
              <ImageFields {...fields} fixedService={fixedService} />
              <SizeFields {...fields} />
              <NetworkFields {...fields} />
              <VariableFields {...fields} />
              <Advanced {...fields} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Stack style={{ position: 'sticky', top: 80 }}>
              <Box className="nk-card" p="lg">
                <Stack>
                  <Title order={2} fz={17}>
                    {t('deploy.summary')}
                  </Title>
                  <Summary form={draft.value} project={project} />
                  {deploy.error && <Refused error={deploy.error} errors={errors} />}
                  <Button type="submit" size="md" loading={deploy.isPending} leftSection={<Rocket size={18} />} fullWidth>
                    {t('deploy.submit')}
                  </Button>
                  <Stack gap="xs">
                    <Button component={Link} href={back} variant="default" onClick={draft.forget}>
                      {t('cancel')}
                    </Button>
                    <Button variant="default" loading={preview.isPending} onClick={() => { deploy.reset(); preview.mutate(); }}>
                      {t('deploy.preview')}
                    </Button>
                  </Stack>
                </Stack>
              </Box>
              <Preview result={preview.data} error={preview.error} />
            </Stack>
          </Grid.Col>
        </Grid>
      </form>
    </Page>
  );
}

function Summary({ form, project }: { form: DeployForm; project: Project }) {
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

/** What is said beside the fields is not said again; what belongs to no field on the page is. */
export function Refused({ error, errors }: { error: unknown; errors: Record<string, string> }) {
  const { tn } = useWords();
  const count = Object.keys(errors).length;
  if (count === 0) {
    return <Trouble error={error} />;
  }
  return (
    <Box role="alert" className="nk-banner nk-tone-bad" py="xs" px="sm" fz="sm">
      {tn('deploy.wrong', count)}
      <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
        {Object.entries(errors).map(([field, message]) => (
          <li key={field}>
            <b>{field}</b> {message}
          </li>
        ))}
      </ul>
    </Box>
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
