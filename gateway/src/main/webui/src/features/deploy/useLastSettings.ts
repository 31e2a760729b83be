import { useQuery } from '@tanstack/react-query';
import { revisionsQuery } from '../../api/queries';
import type { Deployment } from '../../api/types';
import type { DeployForm } from './form';
import { currentSpec, settingsOf } from './settings';

/** How the app is deployed now, as its newest revision says: what the form begins with. */
export function useLastSettings(app: Deployment | undefined): { settings: Partial<DeployForm>; pending: boolean } {
  const revisions = useQuery({ ...revisionsQuery(app?.deployment_id ?? '', app?.revision), enabled: app !== undefined });
  if (!app) {
    return { settings: {}, pending: false };
  }
  const spec = currentSpec(revisions.data?.items ?? []);
  const replicas = app.replicas_total > 0 ? { replicas: String(app.replicas_total) } : {};
  return { settings: { ...replicas, ...(spec ? settingsOf(spec) : {}) }, pending: revisions.isPending };
}
