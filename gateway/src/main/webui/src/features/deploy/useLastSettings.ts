import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Deployment } from '../../api/types';
import type { DeployForm } from './form';
import { currentSpec, settingsOf } from './settings';

/** How the app is deployed now, as its newest revision says: what the form begins with. */
export function useLastSettings(app: Deployment | undefined): { settings: Partial<DeployForm>; pending: boolean } {
  const revisions = useQuery({
    queryKey: ['revisions', app?.deployment_id, app?.revision],
    queryFn: ({ signal }) => get<unknown>(`/deployments/${app?.deployment_id ?? ''}/revisions`, undefined, signal),
    enabled: app !== undefined,
    retry: false,
  });
  if (!app) {
    return { settings: {}, pending: false };
  }
  const spec = currentSpec(revisions.data);
  const replicas = app.replicas_total > 0 ? { replicas: String(app.replicas_total) } : {};
  return { settings: { ...replicas, ...(spec ? settingsOf(spec) : {}) }, pending: revisions.isPending };
}
