import { useQuery } from '@tanstack/react-query';
import type { EventSourceMessage } from 'eventsource-parser';
import { buildQuery, isFinalBuild, queryClient, told } from '../../api/queries';
import type { Build, StepEvent } from '../../api/types';
import { useStream } from '../../events/useStream';

const POLL = 3_000;

/** The build with one event applied; a final status never changes again. */
export function applied(build: Build | undefined, type: string | undefined, data: string): Build | undefined {
  if (type === 'status') {
    const next = JSON.parse(data) as Build;
    if (build && isFinalBuild(build) && !isFinalBuild(next)) {
      return build;
    }
    // The stream does not tell the place in the queue: what was asked for last stands until the build leaves it.
    return next.status === 'pending' ? { ...next, queue_position: next.queue_position ?? build?.queue_position ?? null } : next;
  }
  if (type === 'step' && build) {
    const { build_id: _, number, ...step } = JSON.parse(data) as StepEvent;
    const steps = [...build.steps];
    steps[number - 1] = step;
    return { ...build, steps: steps.filter((each) => each !== undefined) };
  }
  return build;
}

/** A build that is kept up to date until its end: by its event stream, or by asking where there is none. */
export function useBuild(id: string) {
  const query = useQuery(buildQuery(id));
  const build = query.data;
  const over = () => {
    const now = queryClient.getQueryData(buildQuery(id).queryKey);
    return now !== undefined && isFinalBuild(now);
  };
  const onEvent = ({ event, data }: EventSourceMessage) => {
    told(buildQuery(id), (before) => applied(before, event, data));
    if (over()) {
      void queryClient.invalidateQueries({ queryKey: ['builds'] });
      void queryClient.invalidateQueries({ queryKey: ['projects'] });
    }
  };
  const stream = useStream(build && !isFinalBuild(build) ? `/builds/${id}/events` : null, onEvent, over);
  const asking =
    build !== undefined && !isFinalBuild(build) && (build.status === 'pending' || stream === 'unavailable' || stream === 'reconnecting');
  useQuery({ ...buildQuery(id), refetchInterval: asking ? POLL : false });
  return { query, build, stream };
}
