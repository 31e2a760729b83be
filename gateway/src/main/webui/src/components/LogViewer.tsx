import { ActionIcon, Box, Button, Group, Switch, Text, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ChevronDown, ChevronUp, Download, Search } from 'lucide-react';
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../i18n';
import { AnsiText } from './Ansi';
import { Copy } from './Copy';
import { lineOfHash, matches, plainOf, type LogLine } from './log-model';

interface Props {
  lines: LogLine[];
  /** What the log is called, for a screen reader and the downloaded file. */
  name: string;
  /** Whether more lines may come. */
  live: boolean;
  controls?: ReactNode;
}

const HEIGHT = 20;

/** Only the lines in sight are elements, so that a log of a hundred thousand lines scrolls like one of ten. */
export function LogViewer({ lines, name, live, controls }: Props) {
  const { t, tn } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [wrap, setWrap] = useState(false);
  const [following, setFollowing] = useState(live);
  const [chosen, setChosen] = useState(() => lineOfHash(location.hash));
  const [term, setTerm] = useState('');
  const [current, setCurrent] = useState(0);
  const wanted = useDeferredValue(term);
  const found = useMemo(() => matches(lines, wanted), [lines, wanted]);
  const foundSet = useMemo(() => new Set(found), [found]);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => HEIGHT,
    overscan: 30,
  });

  useEffect(() => {
    if (following && lines.length > 0) {
      rows.scrollToIndex(lines.length - 1, { align: 'end' });
    }
  }, [following, lines.length, rows]);
  useEffect(() => {
    if (chosen !== null && chosen < lines.length) {
      setFollowing(false);
      // A line that somebody clicked is in sight and stays where it is.
      const inSight = rows.range !== null && chosen >= rows.range.startIndex && chosen <= rows.range.endIndex;
      if (!inSight) {
        rows.scrollToIndex(chosen, { align: 'center' });
        // The log may itself be further down the page than the window shows.
        frame.current?.scrollIntoView({ block: 'center' });
      }
    }
    // Once the line is there; not again with every line that comes.
  }, [chosen, chosen !== null && chosen < lines.length]);
  useEffect(() => rows.measure(), [wrap, rows]);
  useEffect(() => {
    const show = () => setChosen(lineOfHash(location.hash));
    window.addEventListener('hashchange', show);
    return () => window.removeEventListener('hashchange', show);
  }, []);

  const go = (step: number) => {
    if (found.length === 0) {
      return;
    }
    const next = (current + step + found.length) % found.length;
    setCurrent(next);
    setFollowing(false);
    rows.scrollToIndex(found[next] ?? 0, { align: 'center' });
  };
  const onScroll = () => {
    const box = frame.current;
    if (box && following && box.scrollHeight - box.scrollTop - box.clientHeight > 4 * HEIGHT) {
      setFollowing(false);
    }
  };
  const choose = useCallback((index: number) => {
    history.replaceState(history.state, '', `#L${index + 1}`);
    setChosen(index);
  }, []);
  const whole = () => lines.map(plainOf).join('\n');

  return (
    <Box className="nk-card" p="sm">
      <Group gap="xs" mb="xs" justify="space-between">
        <Group gap="xs" component="form" role="search" flex="1 1 260px" onSubmit={(event) => { event.preventDefault(); go(1); }}>
          <TextInput
            size="xs"
            flex="1 1 140px"
            maw={240}
            aria-label={t('log.search')}
            placeholder={t('log.search')}
            leftSection={<Search size={14} />}
            value={term}
            onChange={(event) => {
              setTerm(event.currentTarget.value);
              setCurrent(0);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                go(event.shiftKey ? -1 : 1);
              }
            }}
          />
          <ActionIcon variant="default" size={30} aria-label={t('log.previous')} disabled={found.length === 0} onClick={() => go(-1)}>
            <ChevronUp size={16} />
          </ActionIcon>
          <ActionIcon variant="default" size={30} aria-label={t('log.next')} disabled={found.length === 0} onClick={() => go(1)}>
            <ChevronDown size={16} />
          </ActionIcon>
          <Text size="xs" role="status">
            {term && (found.length > 0 ? `${current + 1} / ${found.length}` : t('log.nothing'))}
          </Text>
          {controls}
        </Group>
        <Group gap="sm">
          <Switch size="xs" label={t('log.wrap')} checked={wrap} onChange={(event) => setWrap(event.currentTarget.checked)} />
          {live && (
            <Switch size="xs" label={t('log.follow')} checked={following} onChange={(event) => setFollowing(event.currentTarget.checked)} />
          )}
          <Copy value={whole} what={t('log.what')} />
          <ActionIcon variant="subtle" color="gray" aria-label={t('log.download')} onClick={() => download(`${name}.log`, whole())}>
            <Download size={16} />
          </ActionIcon>
        </Group>
      </Group>
      <Box pos="relative">
        <div
          ref={frame}
          className={`nk-log ${wrap ? 'nk-log-wrap' : ''}`}
          style={{ height: Math.min(560, Math.max(120, lines.length * HEIGHT + 24)) }}
          role="log"
          aria-live="off"
          aria-label={name}
          tabIndex={0}
          onScroll={onScroll}
        >
          <div style={{ height: rows.getTotalSize(), position: 'relative', margin: '8px 0' }}>
            <div style={{ position: 'absolute', top: 0, left: 0, minWidth: '100%', transform: `translateY(${rows.getVirtualItems()[0]?.start ?? 0}px)` }}>
              {rows.getVirtualItems().map(({ index, key }) => {
                const line = lines[index];
                const mark = foundSet.has(index) ? (found[current] === index ? 'current' : 'found') : null;
                return (
                  line && (
                    <Line key={key} line={line} index={index} mark={mark} chosen={chosen === index} measure={wrap ? rows.measureElement : undefined} onChoose={choose} />
                  )
                );
              })}
            </div>
          </div>
        </div>
        {live && !following && lines.length > 0 && (
          <Button size="xs" pos="absolute" bottom={12} right={24} leftSection={<ArrowDown size={14} />} onClick={() => setFollowing(true)}>
            {t('log.to_end')}
          </Button>
        )}
      </Box>
      <Text size="xs" c="dimmed" mt={6}>
        {tn('log.lines', lines.length)}
      </Text>
    </Box>
  );
}

interface LineProps {
  line: LogLine;
  index: number;
  /** Whether the search found it, and whether it is the match one is at. */
  mark: 'found' | 'current' | null;
  chosen: boolean;
  measure?: (element: HTMLElement | null) => void;
  onChoose(index: number): void;
}

/** One line; drawn anew only where something about itself changed, however much is scrolled. */
const Line = memo(function Line({ line, index, mark, chosen, measure, onChoose }: LineProps) {
  const { t } = useWords();
  return (
    <div data-index={index} ref={measure} className={['nk-log-line', chosen && 'nk-log-chosen', mark && `nk-log-${mark}`].filter(Boolean).join(' ')}>
      <a
        className="nk-log-number"
        href={`#L${index + 1}`}
        tabIndex={-1}
        aria-label={t('log.line', { n: index + 1 })}
        aria-current={chosen || undefined}
        onClick={(event) => {
          event.preventDefault();
          onChoose(index);
        }}
      >
        {index + 1}
      </a>
      {line.pod && <span className="nk-log-pod">{line.pod}</span>}
      <span>
        <AnsiText text={line.text} />
      </span>
    </div>
  );
});

function download(file: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  URL.revokeObjectURL(url);
}
