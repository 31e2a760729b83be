import { useQuery } from '@tanstack/react-query';
import type { EventSourceMessage } from 'eventsource-parser';
import { useState } from 'react';
import { deploymentQuery, queryClient, told } from '../../api/queries';
import type { Deployment, KubernetesEvent, PodEvent } from '../../api/types';
import { useStream } from '../../events/useStream';
import { withEvent, withPod } from './happenings';

const POLL_BUSY = 2_000;
const POLL_IDLE = 10_000;
const MOST = 200;

/** An app that is kept up to date while the page is open, with what happened since then. */
export function useApp(id: string) {
  const query = useQuery(deploymentQuery(id));
  const app = query.data;
  const [pods, setPods] = useState<PodEvent[]>([]);
  const [events, setEvents] = useState<KubernetesEvent[]>([]);
  const onEvent = ({ event, data }: EventSourceMessage) => {
    const value: unknown = JSON.parse(data);
    if (event === 'status') {
      told(deploymentQuery(id), () => value as Deployment);
    } else if (event === 'rollout') {
      void queryClient.invalidateQueries({ queryKey: deploymentQuery(id).queryKey });
    } else if (event === 'pod') {
      setPods((before) => withPod(before, value as PodEvent));
    } else if (event === 'kubernetes_event') {
      setEvents((before) => withEvent(before, value as KubernetesEvent, MOST));
    }
  };
  const stream = useStream(app ? `/deployments/${id}/events` : null, onEvent, () => false);
  const busy = app?.status === 'pending' || app?.status === 'deploying';
  const asking = stream === 'unavailable' || stream === 'reconnecting' || stream === 'ended';
  useQuery({ ...deploymentQuery(id), refetchInterval: asking ? (busy ? POLL_BUSY : POLL_IDLE) : false });
  return { query, app, stream, pods, events };
}
