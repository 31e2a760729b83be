import { useQuery } from '@tanstack/react-query';
import { projectsQuery } from '../../api/queries';
import type { Deployment, Project } from '../../api/types';
import { isOf } from './services';

/** The project that an app belongs to; null where there is none, undefined while that is not known. */
export function useProjectOf(app: Deployment | undefined): Project | null | undefined {
  const projects = useQuery({ ...projectsQuery, enabled: app !== undefined });
  if (app === undefined || projects.data === undefined) {
    return undefined;
  }
  return projects.data.items.find((project) => isOf(project, app)) ?? null;
}
