import { Anchor, Box, Button, Group, SimpleGrid, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink, FolderPlus, Hammer, Plus, Rocket } from 'lucide-react';
import { Link } from 'wouter';
import { buildsQuery, deploymentsQuery, projectsQuery } from '../../api/queries';
import type { Deployment, Project } from '../../api/types';
import { Page } from '../../components/Page';
import { Empty, Loading, Trouble } from '../../components/states';
import { AppPill, BuildPill } from '../../components/Status';
import { useWords } from '../../i18n';
import { useSession } from '../login/session';
import { servicesOf, strays, type Service } from './services';

const SHOWN = 4;

export default function HomePage() {
  const { t } = useWords();
  const projects = useQuery(projectsQuery);
  const builds = useQuery(buildsQuery({ limit: 200 }));
  const apps = useQuery(deploymentsQuery());
  if (projects.isPending) {
    return <Loading />;
  }
  const items = projects.data?.items ?? [];
  // Of what is not all there nobody can say that something is missing.
  const others = projects.data?.next_cursor === null ? strays(items, apps.data?.items ?? []) : [];
  return (
    <Page
      title={t('home.title')}
      actions={
        items.length > 0 && (
          <Button component={Link} href="/projects/new" leftSection={<Plus size={18} />}>
            {t('home.new')}
          </Button>
        )
      }
    >
      {projects.error && <Trouble error={projects.error} retry={() => void projects.refetch()} />}
      {apps.error && <Trouble error={apps.error} retry={() => void apps.refetch()} />}
      {projects.data && items.length === 0 && <FirstSteps />}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {items.map((project) => (
          <ProjectCard
            key={project.id}
            project={project}
            services={servicesOf(project, builds.data?.items ?? [], apps.data?.items ?? [])}
          />
        ))}
      </SimpleGrid>
      {others.length > 0 && <Strays apps={others} />}
    </Page>
  );
}

/** What runs of nobody's project: applied with kubectl, or left by a project that was deleted. */
function Strays({ apps }: { apps: Deployment[] }) {
  const { t } = useWords();
  return (
    <Stack gap="xs" component="section" aria-labelledby="strays" mt="lg">
      <Title order={2} fz={18} id="strays">
        {t('home.strays')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('home.strays.hint')}
      </Text>
      <Box className="nk-card">
        {apps.map((app) => (
          <ServiceLine key={app.deployment_id} service={{ name: app.service_name, build: null, app }} where={app.namespace} />
        ))}
      </Box>
    </Stack>
  );
}

function FirstSteps() {
  const { t } = useWords();
  const steps = [
    { icon: <FolderPlus size={20} />, title: t('first.project'), text: t('first.project.text') },
    { icon: <Hammer size={20} />, title: t('first.build'), text: t('first.build.text') },
    { icon: <Rocket size={20} />, title: t('first.deploy'), text: t('first.deploy.text') },
  ];
  return (
    <Stack gap="lg">
      <Empty title={t('first.title')} hint={t('first.hint')}>
        <Button component={Link} href="/projects/new" size="md" leftSection={<Plus size={18} />}>
          {t('first.action')}
        </Button>
      </Empty>
      <SimpleGrid component="ol" cols={{ base: 1, sm: 3 }} p={0} m={0} style={{ listStyle: 'none' }}>
        {steps.map(({ icon, title, text }) => (
          <Box component="li" key={title} className="nk-card" p="md">
            <ThemeIcon variant="light" size="lg" mb="xs" aria-hidden>
              {icon}
            </ThemeIcon>
            <Text fw={600}>{title}</Text>
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          </Box>
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function ProjectCard({ project, services }: { project: Project; services: Service[] }) {
  const { t, tn } = useWords();
  const { user } = useSession();
  const more = services.length - SHOWN;
  return (
    <Box component="section" className="nk-card" aria-label={project.name}>
      <Box p="md" pb="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} fz={18}>
            <Anchor component={Link} href={`/projects/${project.id}`} c="inherit" fw={650}>
              {project.name}
            </Anchor>
          </Title>
          {project.owner !== user.username && (
            <Text size="xs" c="dimmed">
              {t('home.owner', { name: project.owner })}
            </Text>
          )}
        </Group>
        <Text size="sm" c="dimmed" className="nk-mono">
          {project.repository_url.replace(/^https:\/\//, '')}
        </Text>
      </Box>
      {services.length === 0 && (
        <Box p="md" pt={0}>
          <Button component={Link} href={`/projects/${project.id}/build`} variant="light" size="xs" leftSection={<Hammer size={14} />}>
            {t('project.build.first')}
          </Button>
        </Box>
      )}
      <Box style={{ borderTop: services.length > 0 ? '1px solid var(--nk-line)' : undefined }}>
        {services.slice(0, SHOWN).map((service) => (
          <ServiceLine key={service.name} service={service} />
        ))}
        {more > 0 && (
          <Link href={`/projects/${project.id}`} className="nk-row">
            {tn('home.more', more)}
          </Link>
        )}
      </Box>
    </Box>
  );
}

/** One line of a service: how its newest build ended, and how what runs of it is. */
export function ServiceLine({ service, where }: { service: Service; where?: string }) {
  const { t } = useWords();
  const { app, build } = service;
  return (
    <Group className="nk-row" gap="xs" justify="space-between">
      <Anchor
        component={Link}
        href={app ? `/apps/${app.deployment_id}` : build ? `/builds/${build.build_id}` : '#'}
        c="inherit"
        fw={600}
        style={{ overflowWrap: 'anywhere' }}
      >
        {service.name}
        {where !== undefined && (
          <Text span size="sm" c="dimmed" className="nk-mono" ml="xs">
            {where}
          </Text>
        )}
      </Anchor>
      <Group gap={6}>
        {build && (
          <Link href={`/builds/${build.build_id}`} className="nk-state-link">
            <span className="nk-said">{t('service.build', { name: service.name })}: </span>
            <Hammer size={14} aria-hidden />
            <BuildPill status={build.status} />
          </Link>
        )}
        {app && (
          <Link href={`/apps/${app.deployment_id}`} className="nk-state-link">
            <span className="nk-said">{t('service.app', { name: service.name })}: </span>
            <Rocket size={14} aria-hidden />
            <AppPill status={app.status} />
          </Link>
        )}
        {app?.access_url && app.status === 'running' && (
          <Anchor href={app.access_url} target="_blank" rel="noreferrer" aria-label={t('service.open', { name: service.name })} p={3}>
            <ExternalLink size={16} style={{ display: 'block' }} />
          </Anchor>
        )}
      </Group>
    </Group>
  );
}
