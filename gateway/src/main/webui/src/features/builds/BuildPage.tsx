import { Anchor, Box, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleX, GitBranch, Github, RotateCcw, Rocket, ScrollText } from '../../components/icons';
import { Suspense, lazy } from 'react';
import { Link, useLocation } from 'wouter';
import { ApiError, call, post } from '../../api/client';
import { buildQuery, isFinalBuild, projectQuery, queryClient } from '../../api/queries';
import type { Build } from '../../api/types';
import { Copy } from '../../components/Copy';
import { useOnceKey } from '../../components/once';
import { Page } from '../../components/Page';
import { Loading, NotFound, Trouble } from '../../components/states';
import { BuildPill } from '../../components/Status';
import { Ago, duration, useNow } from '../../components/time';
import { StreamBanner } from '../../components/StreamBanner';
import { useWords } from '../../i18n';
import { Failure } from './Failure';
import { Steps } from './Steps';
import { useBuild } from './useBuild';

const BuildLog = lazy(() => import('./BuildLog'));

export default function BuildPage({ id }: { id: string }) {
  const { t } = useWords();
  const { query, build, stream } = useBuild(id);
  const project = useQuery({ ...projectQuery(build?.project_id ?? 0), enabled: build !== undefined });
  if (query.error instanceof ApiError && query.error.status === 404) {
    return <NotFound />;
  }
  if (!build) {
    return query.error ? <Trouble error={query.error} retry={() => void query.refetch()} /> : <Loading />;
  }
  return (
    <Page
      title={t('build.title', { name: build.service_name })}
      beside={<BuildPill status={build.status} />}
      way={[
        { to: '/', label: t('home.title') },
        { to: `/projects/${build.project_id}`, label: project.data?.name ?? '…' },
      ]}
      about={<About build={build} />}
      actions={<Actions build={build} />}
    >
      {!isFinalBuild(build) && <StreamBanner state={stream} />}
      <Outcome build={build} />
      {build.error && <Failure error={build.error} />}
      <div className="nk-split">
        <Steps build={build} />
        <Stack gap="xs" component="section" aria-labelledby="logs" miw={0}>
          <Title order={2} fz={18} id="logs">
            {t('build.logs')}
          </Title>
          <Suspense fallback={<Loading />}>
            <BuildLog build={build} />
          </Suspense>
        </Stack>
      </div>
    </Page>
  );
}

function About({ build }: { build: Build }) {
  const { t } = useWords();
  return (
    <Group gap="4px 14px" fz="sm">
      <Group gap={6} wrap="nowrap">
        <GitBranch size={14} aria-hidden style={{ flex: 'none' }} />
        <span className="nk-mono">{build.branch}</span>
        {build.commit_sha && <span className="nk-mono">{build.commit_sha.slice(0, 7)}</span>}
      </Group>
      <span>
        <Ago time={build.created_at} />, {t('build.by', { name: build.requested_by })}
      </span>
      {build.retry_of && (
        <Anchor component={Link} href={`/builds/${build.retry_of}`} fz="sm">
          {t('build.retry_of')}
        </Anchor>
      )}
    </Group>
  );
}

function Actions({ build }: { build: Build }) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const once = useOnceKey();
  const cancel = useMutation({
    mutationFn: () => call<Build | undefined>('DELETE', `/builds/${build.build_id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: buildQuery(build.build_id).queryKey }),
  });
  const retry = useMutation({
    mutationFn: () => post<Build>(`/builds/${build.build_id}/retry`, undefined, { headers: once(build.build_id) }),
    onSuccess: (next) => navigate(`/builds/${next.build_id}`),
  });
  const error = cancel.error ?? retry.error;
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        {build.run_url && (
          <Button component="a" href={build.run_url} target="_blank" rel="noreferrer" variant="default" leftSection={<Github size={16} />}>
            {t('build.github')}
          </Button>
        )}
        {!isFinalBuild(build) && (
          <Button
            variant="default"
            leftSection={<CircleX size={16} />}
            loading={cancel.isPending}
            disabled={build.status === 'cancelling'}
            onClick={() => cancel.mutate()}
          >
            {t('build.cancel')}
          </Button>
        )}
        {(build.status === 'failed' || build.status === 'cancelled') && (
          <Button leftSection={<RotateCcw size={16} />} loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('build.retry')}
          </Button>
        )}
      </Group>
      {error && <Trouble error={error} />}
    </Stack>
  );
}

/** The page's main sentence: that it goes on and how far it is, that it worked and what to do next. */
function Outcome({ build }: { build: Build }) {
  const { t } = useWords();
  if (build.status === 'success') {
    return (
      <Box className="nk-banner nk-tone-ok" role="status">
        <Stack gap="sm">
          <Title order={2} fz={20}>
            {t('build.success')}
          </Title>
          <Box c="var(--mantine-color-text)">
            <Image build={build} />
            {build.duration !== null && (
              <Text size="sm">
                {t('build.duration')} <b>{duration(build.duration)}</b>
              </Text>
            )}
          </Box>
          <Group gap="sm">
            <Button component="a" href="#logs" variant="default" leftSection={<ScrollText size={18} />}>
              {t('build.see_logs')}
            </Button>
            <Button component={Link} href={`/deploy?build=${build.build_id}`} leftSection={<Rocket size={18} />}>
              {t('build.deploy')}
            </Button>
          </Group>
        </Stack>
      </Box>
    );
  }
  return (
    <Box className="nk-card" p="md">
      <Image build={build} />
      {!isFinalBuild(build) && <Running build={build} />}
      {build.duration !== null && (
        <Text size="sm">
          {t('build.duration')} <b>{duration(build.duration)}</b>
        </Text>
      )}
    </Box>
  );
}

function Image({ build }: { build: Build }) {
  const { t } = useWords();
  return (
    <Stack gap={0}>
      <Group gap={4} wrap="nowrap">
        <Text size="sm">
          {t('build.image')} <b className="nk-mono">{build.image_full_name}</b>
        </Text>
        <Copy value={build.image_full_name} what={t('build.image.what')} />
      </Group>
      {build.image_digest && (
        <Group gap={4} wrap="nowrap">
          <Text size="xs" className="nk-mono" title={build.image_digest}>
            {build.image_digest.slice(0, 19)}…
          </Text>
          <Copy value={build.image_digest} what={t('build.digest')} />
        </Group>
      )}
    </Stack>
  );
}

function Running({ build }: { build: Build }) {
  const { t, tn } = useWords();
  const now = useNow(1_000);
  const elapsed = (now.getTime() - new Date(build.started_at ?? build.created_at).getTime()) / 1000;
  const share = share95(elapsed, build);
  const ahead = build.queue_position === null ? null : build.queue_position - 1;
  const waiting = [t('build.waiting', { time: duration(elapsed) }), ahead !== null && (ahead > 0 ? tn('build.queue', ahead) : t('build.queue.next'))]
    .filter(Boolean)
    .join(' · ');
  return (
    <Stack gap={6} mt="sm">
      <Progress value={share} animated aria-label={t('build.progress')} />
      <Text size="sm" c="dimmed">
        {build.status === 'pending'
          ? waiting
          : build.estimated_duration === null
            ? t('build.elapsed', { time: duration(elapsed) })
            : t('build.estimate', { time: duration(elapsed), estimate: duration(build.estimated_duration) })}
      </Text>
    </Stack>
  );
}

/** By the estimate where there is one, by the steps where not; never full before it is over. */
function share95(elapsed: number, build: Build): number {
  const done = build.steps.filter((step) => step.status !== 'pending' && step.status !== 'in_progress').length;
  const share = build.estimated_duration ? elapsed / build.estimated_duration : done / Math.max(1, build.steps.length);
  return build.status === 'pending' ? 2 : Math.min(95, Math.max(5, share * 100));
}
