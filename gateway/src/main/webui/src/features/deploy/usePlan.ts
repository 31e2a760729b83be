import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError, post } from '../../api/client';
import type { DeployRequest, DryRun } from '../../api/types';

/** So long nothing is typed until the cluster is asked. */
const SETTLED = 600;

export interface Plan {
  /** What deploying would do; while the newest form is asked about, what it would have done before. */
  result: DryRun | undefined;
  error: unknown;
  /** Whether `result` and `error` are not yet those of the form as it is. */
  asking: boolean;
  /** The API's messages about the form, by field; those of before until the newest are there. */
  fields: Record<string, string>;
}

const NONE: Record<string, string> = {};

/** Asks while somebody types what deploying would change. Nothing is changed. */
export function usePlan(request: DeployRequest, ready: boolean): Plan {
  // The request holds secrets: it is known to the query by a number and forgotten with the page.
  const [asked, setAsked] = useState({ number: 0, request });
  useEffect(() => {
    const timer = setTimeout(() => setAsked((before) => (before.request === request ? before : { number: before.number + 1, request })), SETTLED);
    return () => clearTimeout(timer);
  }, [request]);
  const query = useQuery({
    queryKey: ['plan', asked.number],
    queryFn: ({ signal }) => post<DryRun>('/deploy', asked.request, { query: { dry_run: true }, signal }),
    enabled: ready,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 30_000,
  });
  const fields = useRef(NONE);
  if (query.isSuccess && !query.isPlaceholderData) {
    fields.current = NONE;
  } else if (query.error instanceof ApiError) {
    fields.current = query.error.fields;
  }
  return {
    result: ready ? query.data : undefined,
    error: query.error,
    asking: ready && (asked.request !== request || query.isFetching),
    fields: fields.current,
  };
}
