import { Button, Group, NativeSelect, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ApiError, address, request } from '../../api/client';
import type { Deployment, LogLine as LogEvent } from '../../api/types';
import { LogViewer } from '../../components/LogViewer';
import { linesOf, type LogLine } from '../../components/log-model';
import { Loading, Trouble, Unavailable } from '../../components/states';
import { useLineStream } from '../../events/useLineStream';
import { useWords } from '../../i18n';

const TAIL = 1_000;

/** The logs of all pods as one, followed while they are written. */
export default function AppLogs({ app }: { app: Deployment }) {
  const { t } = useWords();
  const [previous, setPrevious] = useState(false);
  const [pod, setPod] = useState('');
  const log = useAppLog(app.deployment_id, previous);
  const pods = useMemo(() => [...new Set(log.lines.flatMap((line) => line.pod ?? []))].sort(), [log.lines]);
  const lines = useMemo(() => (pod === '' ? log.lines : log.lines.filter((line) => line.pod === pod)), [log.lines, pod]);
  const controls = (
    <Group gap="sm">
      {pods.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={t('log.pod')}
          value={pod}
          data={[{ value: '', label: t('log.pod.all') }, ...pods]}
          onChange={(event) => setPod(event.currentTarget.value)}
        />
      )}
      <Switch size="xs" label={t('log.before')} checked={previous} onChange={(event) => setPrevious(event.currentTarget.checked)} />
    </Group>
  );
  if (log.unavailable) {
    return <Unavailable what={t('app.logs.unavailable')} />;
  }
  if (log.error) {
    return <Trouble error={log.error} retry={log.retry} />;
  }
  if (log.pending) {
    return <Loading />;
  }
  if (log.lines.length === 0) {
    return (
      <Group>
        <Text c="dimmed" size="sm" role="status">
          {t('app.logs.none')}
        </Text>
        {controls}
        <Button size="xs" variant="default" onClick={log.retry}>
          {t('retry')}
        </Button>
      </Group>
    );
  }
  return <LogViewer key={String(previous)} lines={lines} name={`${app.namespace}-${app.service_name}`} live={!previous} controls={controls} />;
}

/** The line of a `log` event of an app. */
export function linesIn(data: string): LogLine[] {
  const { pod, line } = JSON.parse(data) as LogEvent;
  return [{ text: line, pod }];
}

/** `pod-name line`, as the API writes the merged log. */
export function mergedLine(line: string): LogLine {
  const [, pod, text] = /^\[?([a-z0-9][-a-z0-9.]*-[a-z0-9]{5,10}-[a-z0-9]{5})\]?:?\s(.*)$/s.exec(line) ?? [];
  return pod !== undefined && text !== undefined ? { pod, text } : { text: line };
}

function useAppLog(id: string, previous: boolean) {
  const path = `/deployments/${id}/logs`;
  const follow = address(path, { follow: true, tail: TAIL }).replace('/api/v1', '');
  const stream = useLineStream(previous ? null : follow, linesIn, () => false);
  // Where following is not possible, or of what is over, the text as it is now.
  const asText = previous || stream.state === 'unavailable';
  const text = useQuery({
    queryKey: ['app-log', id, previous],
    queryFn: async ({ signal }) =>
      (await request('GET', path, { query: { tail: TAIL, previous: previous || undefined }, headers: { Accept: 'text/plain' }, signal })).text(),
    enabled: asText,
    retry: false,
  });
  const lines = useMemo(() => (asText ? linesOf(text.data ?? '').map(mergedLine) : stream.lines), [asText, text.data, stream.lines]);
  const refused = text.error instanceof ApiError && (text.error.isUnavailable || text.error.status === 404);
  return {
    lines,
    pending: asText ? text.isPending : stream.state === 'connecting',
    unavailable: asText && refused,
    error: asText ? text.error : null,
    retry: () => void text.refetch(),
  };
}
