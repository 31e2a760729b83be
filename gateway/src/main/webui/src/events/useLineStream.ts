import { useEffect, useRef, useState } from 'react';
import type { LogLine } from '../components/log-model';
import { useStream } from './useStream';

/** So many lines are kept; of a log that never ends the oldest go. */
const MOST = 100_000;
/** Lines come by the thousand: they are shown together, a few times a second. */
const EVERY = 150;

/** Follows a log. */
export function useLineStream(path: string | null, parse: (data: string) => LogLine[], isOver: () => boolean) {
  const [lines, setLines] = useState<LogLine[]>([]);
  const waiting = useRef<LogLine[]>([]);
  const ended = useRef(false);
  useEffect(() => {
    waiting.current = [];
    ended.current = false;
    setLines([]);
    const timer = setInterval(() => {
      if (waiting.current.length > 0) {
        const added = waiting.current;
        waiting.current = [];
        setLines((before) => [...before, ...added].slice(-MOST));
      }
    }, EVERY);
    return () => clearInterval(timer);
  }, [path]);
  const state = useStream(
    path,
    ({ event, data }) => {
      if (event === 'end') {
        ended.current = true;
      }
      if (event === undefined || event === 'log' || event === 'message') {
        for (const line of parse(data)) {
          waiting.current.push(line);
        }
      }
    },
    () => ended.current || isOver(),
  );
  return { lines, state };
}
