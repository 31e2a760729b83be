import type { EventSourceMessage } from 'eventsource-parser';
import { useEffect, useRef, useState } from 'react';
import { follow, type StreamState } from './stream';

/** Follows `path` while it is not null. The handlers may change between renders; the connection stays. */
export function useStream(
  path: string | null,
  onEvent: (event: EventSourceMessage) => void,
  isOver: () => boolean,
): StreamState {
  const [state, setState] = useState<StreamState>('connecting');
  const handlers = useRef({ onEvent, isOver });
  useEffect(() => {
    handlers.current = { onEvent, isOver };
  });
  useEffect(() => {
    if (path === null) {
      return;
    }
    const stop = new AbortController();
    void follow(
      path,
      {
        onEvent: (event) => handlers.current.onEvent(event),
        onState: (next) => !stop.signal.aborted && setState(next),
        isOver: () => handlers.current.isOver(),
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [path]);
  return state;
}
