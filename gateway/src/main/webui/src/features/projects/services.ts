import type { Build, Deployment, Project } from '../../api/types';

/** What there is to say about one service of a project: its newest build, and what runs of it. */
export interface Service {
  name: string;
  build: Build | null;
  app: Deployment | null;
}

/**
 * Whether an app is a project's: it is in the namespace that is called after the project and its owner, as what was
 * applied with kubectl is too, or names the project itself. Usernames have no hyphen, so nobody else's is meant.
 */
export function isOf(project: Project, app: Deployment): boolean {
  return (
    app.namespace === `${project.owner}-${project.name}` ||
    (app.project_id === project.id && app.namespace.startsWith(`${project.owner}-`))
  );
}

/** Apps that belong to none of all the projects. */
export function strays(projects: Project[], apps: Deployment[]): Deployment[] {
  return apps.filter((app) => !projects.some((project) => isOf(project, app)));
}

/** The services of a project, as its builds (newest first) and deployments tell; in the alphabet's order. */
export function servicesOf(project: Project, builds: Build[], apps: Deployment[]): Service[] {
  const found = new Map<string, Service>();
  const service = (name: string) => {
    const known = found.get(name) ?? { name, build: null, app: null };
    found.set(name, known);
    return known;
  };
  for (const build of builds.filter((each) => each.project_id === project.id)) {
    service(build.service_name).build ??= build;
  }
  for (const app of apps.filter((each) => isOf(project, each))) {
    service(app.service_name).app ??= app;
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

const NAME = /^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])$/;
const REPOSITORY = /^https:\/\/[^/@:\s]+\/[A-Za-z0-9][-A-Za-z0-9_.]*\/[-A-Za-z0-9_.]+$/;

export type Hint = 'ok' | 'incomplete' | 'wrong';

/** While somebody types: nothing is wrong with what can still become right. The API has the last word. */
export function projectNameHint(name: string): Hint {
  if (/^[a-z0-9]?$/.test(name) || (/^[a-z0-9][-a-z0-9]*$/.test(name) && name.length < 3)) {
    return 'incomplete';
  }
  return NAME.test(name) ? 'ok' : /^[a-z0-9][-a-z0-9]{0,38}-$/.test(name) ? 'incomplete' : 'wrong';
}

export function repositoryHint(url: string): Hint {
  if (REPOSITORY.test(url.replace(/\.git$/, '').replace(/\/$/, ''))) {
    return 'ok';
  }
  const start = 'https://';
  const incomplete = start.startsWith(url) || /^https:\/\/[^/@:\s]*(\/[-A-Za-z0-9_.]*)?\/?$/.test(url);
  return incomplete ? 'incomplete' : 'wrong';
}

/** `https://github.com/amzhm/shop` suggests `shop`. */
export function nameFromRepository(url: string): string {
  const last = url.replace(/\/+$/, '').replace(/\.git$/, '').split('/').at(-1) ?? '';
  const name = last.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '').slice(0, 40).replace(/-+$/, '');
  return repositoryHint(url) === 'ok' && name.length >= 3 ? name : '';
}
