import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ApiError, LostError, request } from '../api/client';

/** How a stream stands. `unavailable`: the installed version does not have it; asking again is of no use. */
export type StreamState = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'unavailable';

interface Listener {
  onEvent(event: EventSourceMessage): void;
  onState?(state: StreamState): void;
  /** Whether what was received so far is all that there will ever be. */
  isOver(): boolean;
}

/** A stream that ended in good order is opened again after so long: there may be more to tell later. */
const REST = 2_000;
const FIRST_DELAY = 500;
const MAX_DELAY = 15_000;
/** The server sends a heartbeat every 15 s: a longer silence is a connection that is lost without having said so. */
const SILENCE = 40_000;

/** Waits longer after every failure, and never all clients at the same moment. */
export function backOff(attempt: number, chance: number): number {
  return Math.min(MAX_DELAY, FIRST_DELAY * 2 ** attempt) * (0.5 + chance / 2);
}

/** Follows an event stream until it is over, going on after the last event seen whenever the connection is lost. */
export async function follow(path: string, listener: Listener, signal: AbortSignal): Promise<void> {
  let lastId: string | undefined;
  let attempt = 0;
  listener.onState?.('connecting');
  while (!signal.aborted) {
    try {
      await readOnce(path, lastId, signal, {
        onOpen: () => listener.onState?.('live'),
        onEvent: (event) => {
          attempt = 0;
          lastId = event.id ?? lastId;
          listener.onEvent(event);
        },
      });
      if (listener.isOver()) {
        listener.onState?.('ended');
        return;
      }
      attempt = 0;
      await pause(REST, signal);
      continue;
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error instanceof ApiError && error.status >= 400 && error.status !== 401 && (error.status < 500 || error.status === 501)) {
        listener.onState?.('unavailable');
        return;
      }
      if (!(error instanceof ApiError) && !(error instanceof LostError)) {
        console.warn('An event stream broke off', error);
      }
    }
    listener.onState?.('reconnecting');
    await pause(backOff(attempt, Math.random()), signal);
    attempt += 1;
  }
}

interface Reader {
  onOpen(): void;
  onEvent(event: EventSourceMessage): void;
}

async function readOnce(path: string, lastId: string | undefined, signal: AbortSignal, reader: Reader): Promise<void> {
  const silence = new AbortController();
  const stop = () => silence.abort();
  signal.addEventListener('abort', stop, { once: true });
  let timer = setTimeout(stop, SILENCE);
  try {
    const response = await request('GET', path, {
      signal: silence.signal,
      headers: { Accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'Last-Event-ID': lastId }) },
    });
    if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
      throw new ApiError(501, { type: 'about:blank', title: 'Not an event stream', status: 501 });
    }
    reader.onOpen();
    const parser = createParser({ onEvent: (event) => reader.onEvent(event) });
    const bytes = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await bytes.read(); !part.done; part = await bytes.read()) {
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE);
      parser.feed(part.value);
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function pause(delay: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delay);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
