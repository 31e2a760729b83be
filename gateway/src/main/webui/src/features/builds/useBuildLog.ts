import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError, request } from '../../api/client';
import type { Build, BuildLogEvent } from '../../api/types';
import { linesOf, type LogLine } from '../../components/log-model';
import { useLineStream } from '../../events/useLineStream';

interface BuildLogState {
  lines: LogLine[];
  pending: boolean;
  /** This version keeps no logs, or not of this build. */
  unavailable: boolean;
  error: unknown;
}

/** The lines of a `log` event of a build. */
export function linesIn(data: string): LogLine[] {
  return linesOf((JSON.parse(data) as BuildLogEvent).text).map((text) => ({ text }));
}

export function useBuildLog(build: Build, whole: boolean): BuildLogState {
  const path = `/builds/${build.build_id}/logs`;
  const text = useQuery({
    queryKey: ['build-log', build.build_id],
    queryFn: async ({ signal }) => (await request('GET', path, { headers: { Accept: 'text/plain' }, signal })).text(),
    enabled: whole,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const stream = useLineStream(whole ? null : path, linesIn, () => false);
  const wholeLines = useMemo(() => linesOf(text.data ?? '').map((line) => ({ text: line })), [text.data]);
  const refused = text.error instanceof ApiError && (text.error.isUnavailable || text.error.status === 404 || text.error.status === 410 || text.error.status === 406);
  return whole
    ? { lines: wholeLines, pending: text.isPending, unavailable: refused, error: text.error }
    : { lines: stream.lines, pending: false, unavailable: stream.state === 'unavailable' && stream.lines.length === 0, error: null };
}
