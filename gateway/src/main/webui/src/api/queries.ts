import { keepPreviousData, onlineManager, QueryClient, queryOptions, type DataTag } from '@tanstack/react-query';
import { ApiError, get } from './client';
import { isReached, onReach } from './reach';
import type { Build, Deployment, Page, Platform, Project, ProjectQuota, RepositoryBranches, Revision, SignInOptions, User } from './types';

// What is asked while NoKube cannot be reached waits until it can, whatever the browser thinks of its network.
onlineManager.setEventListener((setOnline) => onReach(() => setOnline(isReached())));

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // What the API refuses stays refused; what was lost on the way is worth another try.
      retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 2,
    },
  },
});

/**
 * Changes what is known by what a stream told. That is newer than the answer to a question that is still on its way:
 * such an answer is dropped, or it would undo the change, and after the last event for good.
 */
export function told<T>({ queryKey }: { queryKey: DataTag<readonly unknown[], T, Error> }, change: (before: T | undefined) => T | undefined): void {
  void queryClient.cancelQueries({ queryKey, exact: true });
  queryClient.setQueryData<T>(queryKey, change);
}

const ACTIVE_EVERY = 3_000;
const IDLE_EVERY = 8_000;

export const FINAL_BUILDS = ['success', 'failed', 'cancelled'];
export const isFinalBuild = (build: Build) => FINAL_BUILDS.includes(build.status);
export const isSettled = (app: Deployment) => app.status !== 'pending' && app.status !== 'deploying';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<User>('/auth/me', undefined, signal),
  staleTime: 60_000,
});

export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: ({ signal }) => get<SignInOptions>('/auth/options', undefined, signal),
  staleTime: Infinity,
});

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => get<Page<Project>>('/projects', { limit: 200 }, signal),
  refetchInterval: IDLE_EVERY,
});

export const projectQuery = (id: number) =>
  queryOptions({ queryKey: ['projects', id], queryFn: ({ signal }) => get<Project>(`/projects/${id}`, undefined, signal) });

export const buildsQuery = (filter: { project_id?: number; service_name?: string; limit?: number }) =>
  queryOptions({
    queryKey: ['builds', filter],
    queryFn: ({ signal }) => get<Page<Build>>('/builds', filter, signal),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.items.every(isFinalBuild) === false ? ACTIVE_EVERY : IDLE_EVERY),
  });

export const buildQuery = (id: string) =>
  queryOptions({ queryKey: ['build', id], queryFn: ({ signal }) => get<Build>(`/builds/${id}`, undefined, signal) });

export const deploymentsQuery = (filter: { project_id?: number; project_name?: string } = {}) =>
  queryOptions({
    queryKey: ['deployments', filter],
    queryFn: ({ signal }) => get<Page<Deployment>>('/deployments', { ...filter, limit: 200 }, signal),
    refetchInterval: (query) => (query.state.data?.items.every(isSettled) === false ? ACTIVE_EVERY : IDLE_EVERY),
  });

export const deploymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['deployment', id],
    queryFn: ({ signal }) => get<Deployment>(`/deployments/${id}`, undefined, signal),
  });

export const revisionsQuery = (id: string, revision: number | undefined) =>
  queryOptions({
    queryKey: ['revisions', id, revision],
    queryFn: ({ signal }) => get<Page<Revision>>(`/deployments/${id}/revisions`, undefined, signal),
    retry: false,
  });

/** What GitHub shows of a repository; an answer stays for as long as the API itself keeps it. */
export const branchesQuery = (repository_url: string) =>
  queryOptions({
    queryKey: ['branches', repository_url],
    queryFn: ({ signal }) => get<RepositoryBranches>('/repositories/branches', { repository_url }, signal),
    staleTime: 60_000,
    retry: false,
  });

export const quotasQuery = queryOptions({
  queryKey: ['quotas'],
  queryFn: ({ signal }) => get<Page<ProjectQuota>>('/quotas', undefined, signal),
  refetchInterval: IDLE_EVERY,
});

export const platformQuery = queryOptions({
  queryKey: ['admin', 'platform'],
  queryFn: ({ signal }) => get<Platform>('/admin/platform', undefined, signal),
  refetchInterval: IDLE_EVERY,
});
