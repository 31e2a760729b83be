import { useQuery } from '@tanstack/react-query';
import { projectQuery, projectsQuery } from '../../api/queries';
import type { Deployment, Project } from '../../api/types';
import { isOf } from './services';

/** The project that an app belongs to; null where there is none, undefined while that is not known, or cannot be: see `error`. */
export function useProjectOf(app: Deployment | undefined): { project: Project | null | undefined; error: Error | null } {
  const projects = useQuery({ ...projectsQuery, enabled: app !== undefined });
  const found = app && projects.data?.items.find((project) => isOf(project, app));
  // The list ends somewhere; what the app itself names may be beyond.
  const id = app && projects.data && !found && projects.data.next_cursor !== null ? app.project_id : null;
  const named = useQuery({ ...projectQuery(id ?? 0), enabled: id !== null && id !== undefined });
  if (app === undefined || projects.data === undefined) {
    return { project: undefined, error: projects.error };
  }
  if (found || id === null || id === undefined) {
    return { project: found ?? null, error: null };
  }
  return { project: named.data && isOf(named.data, app) ? named.data : named.isPending ? undefined : null, error: null };
}
