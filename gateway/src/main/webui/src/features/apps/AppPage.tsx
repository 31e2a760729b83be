import { Anchor, Box, Group, Progress, Stack, Tabs, Text, Title } from '@mantine/core';
import { ExternalLink } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'wouter';
import { ApiError } from '../../api/client';
import type { Deployment } from '../../api/types';
import { Copy } from '../../components/Copy';
import { Page } from '../../components/Page';
import { Loading, NotFound, Trouble } from '../../components/states';
import { AppPill } from '../../components/Status';
import { StreamBanner } from '../../components/StreamBanner';
import { Ago } from '../../components/time';
import { isKey, useWords } from '../../i18n';
import { Said } from '../../i18n/Said';
import { Actions } from './Actions';
import { Activity } from './Activity';
import { useProjectOf } from '../projects/useProjectOf';
import { useApp } from './useApp';

const AppLogs = lazy(() => import('./AppLogs'));
const Revisions = lazy(() => import('./Revisions'));
const Manifests = lazy(() => import('./Manifests'));

const TABS = ['overview', 'logs', 'revisions', 'manifests'] as const;

export default function AppPage({ id }: { id: string }) {
  const { t } = useWords();
  const { query, app, stream, pods, events } = useApp(id);
  const { project } = useProjectOf(app);
  const [search, setSearch] = useSearchParams();
  const tab = TABS.find((each) => each === search.get('tab')) ?? 'overview';
  if (query.error instanceof ApiError && query.error.status === 404) {
    return <NotFound />;
  }
  if (!app) {
    return query.error ? <Trouble error={query.error} retry={() => void query.refetch()} /> : <Loading />;
  }
  const projectId = project?.id ?? app.project_id;
  return (
    <Page
      title={app.service_name}
      beside={<AppPill status={app.status} />}
      way={[
        { to: '/', label: t('home.title') },
        ...(projectId !== null ? [{ to: `/projects/${projectId}`, label: project?.name ?? app.project_name }] : []),
      ]}
      about={t('app.about', { namespace: app.namespace, revision: app.revision })}
      actions={<Actions app={app} />}
    >
      <StreamBanner state={stream} />
      <Standing app={app} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => setSearch(next === 'overview' || next === null ? {} : { tab: next }, { replace: true })}
      >
        <Tabs.List mb="md">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`app.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Suspense fallback={<Loading />}>
          <Tabs.Panel value="overview">
            <Stack>
              <Facts app={app} />
              <Activity pods={pods} events={events} stream={stream} />
            </Stack>
          </Tabs.Panel>
          <Tabs.Panel value="logs">
            <AppLogs app={app} />
          </Tabs.Panel>
          <Tabs.Panel value="revisions">
            <Revisions app={app} />
          </Tabs.Panel>
          <Tabs.Panel value="manifests">
            <Manifests app={app} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </Page>
  );
}

const TONE = { running: 'ok', failed: 'bad', stopped: 'quiet', pending: 'busy', deploying: 'busy' } as const;

/** How the app is, in one plain sentence; where something is wrong, what can be done. */
function Standing({ app }: { app: Deployment }) {
  const { t } = useWords();
  const share = app.replicas_total > 0 ? (app.replicas_ready / app.replicas_total) * 100 : 0;
  const error = app.error;
  return (
    <Box className={`nk-banner nk-tone-${TONE[app.status] ?? 'quiet'}`} role={app.status === 'failed' ? 'alert' : 'status'}>
      <Stack gap="xs">
        <Title order={2} fz={19}>
          {error && isKey(`app.error.${error.category}`)
            ? t(`app.error.${error.category}`)
            : t(`app.sentence.${app.status}`, { ready: app.replicas_ready, total: app.replicas_total })}
        </Title>
        {error && (
          <Stack gap={4} c="var(--mantine-color-text)">
            <Text>
              <Said text={error.message} />
            </Text>
            <Text>
              <b>{t('hint')}</b> <Said text={error.hint} />
            </Text>
            {app.replicas_ready > 0 && <Text>{t('app.old_serving', { n: app.replicas_ready })}</Text>}
          </Stack>
        )}
        {(app.status === 'deploying' || app.status === 'pending') && (
          <Progress value={Math.max(4, share)} animated={share < 100} aria-label={t('app.progress')} />
        )}
        {app.access_url && app.status !== 'stopped' && (app.status !== 'failed' || app.replicas_ready > 0) && (
          <Group gap={4} c="var(--mantine-color-text)">
            <Anchor href={app.access_url} target="_blank" rel="noreferrer" underline="always" className="nk-mono">
              {app.access_url}
            </Anchor>
            <ExternalLink size={14} aria-hidden style={{ flex: 'none' }} />
            <Copy value={app.access_url} what={t('app.address')} />
          </Group>
        )}
      </Stack>
    </Box>
  );
}

function Facts({ app }: { app: Deployment }) {
  const { t } = useWords();
  const rows: [string, React.ReactNode][] = [
    [t('app.image'), <Value key="image" text={app.image_name} what={t('build.image.what')} />],
    [t('app.replicas'), t('app.replicas.value', { ready: app.replicas_ready, total: app.replicas_total })],
    [t('app.internal'), app.internal_url ? <Value key="internal" text={app.internal_url} what={t('app.address')} /> : '–'],
    [t('app.objects'), app.manifests_generated.join(', ')],
    [t('app.created'), <Ago key="created" time={app.created_at} />],
    [t('app.updated'), <Ago key="updated" time={app.updated_at} />],
  ];
  return (
    <Box component="dl" className="nk-card" m={0}>
      {rows.map(([name, value]) => (
        <Group key={name} className="nk-row nk-fact" wrap="nowrap" align="flex-start">
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
            {value}
          </Text>
        </Group>
      ))}
    </Box>
  );
}

function Value({ text, what }: { text: string; what: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <span className="nk-mono">{text}</span>
      <Copy value={text} what={what} />
    </Group>
  );
}
