import { Anchor, Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { GitBranch, Hammer, PackagePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { ApiError } from '../../api/client';
import { buildsQuery, deploymentsQuery, projectQuery, quotasQuery } from '../../api/queries';
import type { Build, Project } from '../../api/types';
import { Page } from '../../components/Page';
import { QuotaBars } from '../../components/QuotaBars';
import { Empty, Loading, NotFound, Trouble } from '../../components/states';
import { BuildPill } from '../../components/Status';
import { Ago, duration } from '../../components/time';
import { useWords } from '../../i18n';
import { AutoBuild } from './AutoBuild';
import { DeleteProject } from './DeleteProject';
import { ServiceLine } from './HomePage';
import { servicesOf } from './services';

const PAGE = 20;
const MOST = 200;

export default function ProjectPage({ id }: { id: number }) {
  const { t } = useWords();
  const project = useQuery({ ...projectQuery(id), enabled: Number.isInteger(id) });
  const [limit, setLimit] = useState(PAGE);
  const builds = useQuery(buildsQuery({ project_id: id, limit }));
  const apps = useQuery(deploymentsQuery({ project_id: id }));
  // What was applied with kubectl knows no project's number.
  const named = useQuery({ ...deploymentsQuery({ project_name: project.data?.name }), enabled: project.data !== undefined });
  const quota = useQuery(quotasQuery).data?.items.find((each) => each.project_name === project.data?.name && each.owner === project.data.owner);
  const [deleting, setDeleting] = useState(false);
  if (!Number.isInteger(id) || (project.error instanceof ApiError && project.error.status === 404)) {
    return <NotFound />;
  }
  if (!project.data) {
    return project.error ? <Trouble error={project.error} retry={() => void project.refetch()} /> : <Loading />;
  }
  const services = servicesOf(project.data, builds.data?.items ?? [], [...(apps.data?.items ?? []), ...(named.data?.items ?? [])]);
  return (
    <Page
      title={project.data.name}
      way={[{ to: '/', label: t('home.title') }]}
      about={<About project={project.data} />}
      actions={
        <>
          <Button component={Link} href={`/deploy?project=${id}`} variant="default" leftSection={<PackagePlus size={18} />}>
            {t('project.deploy_image')}
          </Button>
          <Button component={Link} href={`/projects/${id}/build`} leftSection={<Hammer size={18} />}>
            {t('project.build')}
          </Button>
        </>
      }
    >
      {apps.error && <Trouble error={apps.error} retry={() => void apps.refetch()} />}
      {!apps.error && named.error && <Trouble error={named.error} retry={() => void named.refetch()} />}
      {builds.error && <Trouble error={builds.error} retry={() => void builds.refetch()} />}
      {services.length === 0 && builds.data && (
        <Empty title={t('project.empty')} hint={t('project.empty.hint')}>
          <Button component={Link} href={`/projects/${id}/build`} leftSection={<Hammer size={18} />}>
            {t('project.build.first')}
          </Button>
        </Empty>
      )}
      {services.length > 0 && (
        <Stack gap="xs" component="section" aria-labelledby="services">
          <Title order={2} fz={18} id="services">
            {t('project.services')}
          </Title>
          <Box className="nk-card">
            {services.map((service) => (
              <ServiceLine key={service.name} service={service} />
            ))}
          </Box>
        </Stack>
      )}
      <History builds={builds.data?.items ?? []} total={builds.data?.total ?? 0} onMore={limit < MOST ? () => setLimit(MOST) : undefined} />
      {quota && (
        <Stack gap="xs" component="section" aria-labelledby="quota">
          <Title order={2} fz={18} id="quota">
            {t('quota.title')}
          </Title>
          <Box className="nk-card" p="md">
            <QuotaBars quota={quota} />
          </Box>
        </Stack>
      )}
      <Stack gap="xs" component="section" aria-labelledby="settings">
        <Title order={2} fz={18} id="settings">
          {t('project.settings')}
        </Title>
        <Stack className="nk-card" p="md" gap="md">
          <AutoBuild project={project.data} />
          <Group justify="space-between">
            <Text size="sm" c="dimmed" maw={560}>
              {t('project.delete.about')}
            </Text>
            <Button variant="default" c="var(--mantine-color-error)" leftSection={<Trash2 size={16} />} onClick={() => setDeleting(true)}>
              {t('project.delete')}
            </Button>
          </Group>
        </Stack>
      </Stack>
      <DeleteProject
        project={project.data}
        apps={apps.data?.items ?? []}
        opened={deleting}
        onClose={() => setDeleting(false)}
      />
    </Page>
  );
}

function About({ project }: { project: Project }) {
  return (
    <Stack gap={2}>
      {project.description && <Text>{project.description}</Text>}
      <Anchor href={project.repository_url} target="_blank" rel="noreferrer" size="sm" className="nk-mono">
        {project.repository_url}
      </Anchor>
    </Stack>
  );
}

function History({ builds, total, onMore }: { builds: Build[]; total: number; onMore?: () => void }) {
  const { t, tn } = useWords();
  if (builds.length === 0) {
    return null;
  }
  return (
    <Stack gap="xs" component="section" aria-labelledby="history">
      <Title order={2} fz={18} id="history">
        {t('project.builds')}
      </Title>
      <Box className="nk-card">
        {builds.map((build) => (
          <Link key={build.build_id} href={`/builds/${build.build_id}`} className="nk-row">
            <Group justify="space-between" flex={1} gap="xs">
              <Group gap="sm">
                <Text fw={600}>{build.service_name}</Text>
                <Group gap={4} c="dimmed" fz="sm">
                  <GitBranch size={14} aria-hidden />
                  <span className="nk-mono">{build.branch}</span>
                  {build.commit_sha && <span className="nk-mono">· {build.commit_sha.slice(0, 7)}</span>}
                </Group>
              </Group>
              <Group gap="sm">
                <Text size="sm" c="dimmed">
                  {build.duration !== null && `${duration(build.duration)} · `}
                  <Ago time={build.created_at} />
                </Text>
                <BuildPill status={build.status} />
              </Group>
            </Group>
          </Link>
        ))}
        {total > builds.length && (
          <Group className="nk-row" justify="space-between">
            <Text size="sm" c="dimmed">
              {tn('project.builds.total', total)}
            </Text>
            {onMore && (
              <Button size="xs" variant="default" onClick={onMore}>
                {t('admin.more')}
              </Button>
            )}
          </Group>
        )}
      </Box>
    </Stack>
  );
}
