import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError, request } from '../../api/client';
import type { Deployment } from '../../api/types';
import { Code } from '../../components/Copy';
import { Loading, Trouble, Unavailable } from '../../components/states';
import { revisionsQuery } from '../../api/queries';
import { useWords } from '../../i18n';
import { currentSpec } from '../deploy/settings';
import { toYaml } from './yaml';

/** The resource that NoKube keeps everything else in line with. How many pods run is no part of a revision. */
function appYaml(app: Deployment, spec: Record<string, unknown>): string {
  const { image, type, ...rest } = spec;
  const replicas = isJsonWith(rest, 'autoscaling') ? {} : { replicas: app.replicas_total };
  return toYaml({
    apiVersion: 'nokube.io/v1',
    kind: 'NoKubeApp',
    metadata: { name: app.service_name, namespace: app.namespace },
    spec: Object.fromEntries(Object.entries({ image, type, ...replicas, ...rest }).filter(([, value]) => !(Array.isArray(value) && value.length === 0))),
  });
}

const isJsonWith = (spec: Record<string, unknown>, name: string) => spec[name] !== null && spec[name] !== undefined;

/** The same app as kubectl sees it. */
export default function Manifests({ app }: { app: Deployment }) {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['manifests-yaml', app.deployment_id, app.revision],
    queryFn: async ({ signal }) =>
      (await request('GET', `/deployments/${app.deployment_id}/manifests`, { headers: { Accept: 'application/yaml' }, signal })).text(),
    retry: false,
  });
  const commands = [
    `kubectl get nokubeapp ${app.service_name} -n ${app.namespace} -o wide`,
    `kubectl wait --for=condition=Ready nokubeapp/${app.service_name} -n ${app.namespace}`,
    `kubectl scale nokubeapp/${app.service_name} -n ${app.namespace} --replicas=3`,
    `kubectl logs -n ${app.namespace} -l app.kubernetes.io/name=${app.service_name} --prefix -f`,
  ].join('\n');
  const revisions = useQuery(revisionsQuery(app.deployment_id, app.revision));
  const spec = currentSpec(revisions.data?.items ?? []);
  const missing = query.error instanceof ApiError && (query.error.isUnavailable || query.error.status === 404);
  return (
    <Stack>
      {spec && (
        <Stack gap="xs">
          <Title order={2} fz={18}>
            {t('manifests.app')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('manifests.app.hint')}
          </Text>
          <Code text={appYaml(app, spec)} what={t('manifests.app')} />
        </Stack>
      )}
      <Stack gap="xs">
        <Title order={2} fz={18}>
          {t('manifests.kubectl')}
        </Title>
        <Code text={commands} what={t('manifests.kubectl')} />
      </Stack>
      <Stack gap="xs">
        <Title order={2} fz={18}>
          {t('manifests.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('manifests.hint')}
        </Text>
        {query.isPending && <Loading />}
        {query.error && (missing ? <Unavailable what={t('manifests.unavailable')} /> : <Trouble error={query.error} />)}
        {query.data !== undefined && <Code text={query.data} what={t('manifests.title')} />}
      </Stack>
    </Stack>
  );
}
