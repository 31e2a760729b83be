import Anser, { type AnserJsonEntry } from 'anser';
import { Fragment, type CSSProperties } from 'react';

/** Bidirectional overrides and other characters that make a line look like something that it is not. */
const DECEIVING = /[\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029\ufeff]/g;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;
/** Sequences that are not colours: titles, cursor movements, links. */
const OTHER_SEQUENCES = /\u001b(?:\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[PX^_][^\u001b]*\u001b\\|\[[0-9;?]*[A-LN-Za-ln-z]|[()#][A-Za-z0-9]|[=>78cDEHMNOZ])/g;

/** What is left of a line of a log when only its text and its colours are kept. */
export function clean(line: string): string {
  const shown = line.endsWith('\r') ? line.slice(0, -1) : line;
  // A progress bar overwrites its line: what was written last is what a terminal shows.
  const last = shown.slice(shown.lastIndexOf('\r') + 1);
  return last
    .replace(OTHER_SEQUENCES, '')
    .replace(CONTROL, '')
    .replace(DECEIVING, (found) => `\\u{${found.codePointAt(0)?.toString(16) ?? ''}}`);
}

/** The text alone, for searching and copying. */
export function plain(line: string): string {
  return Anser.ansiToText(clean(line));
}

/** What GitHub's runner marks lines with for its own page to show them by. */
const MARK = /^##\[(group|endgroup|section|command|error|warning|notice|debug)\]/;
const MARKED: Record<string, CSSProperties> = {
  group: { fontWeight: 700 },
  section: { fontWeight: 700 },
  command: { color: 'rgb(96, 208, 220)' },
  error: { color: 'rgb(255, 122, 122)', fontWeight: 700 },
  warning: { color: 'rgb(232, 200, 90)', fontWeight: 700 },
  debug: { color: 'rgb(152, 162, 179)' },
};

/** A line of a program's output with its colours, as text: nothing in it can become an element. */
export function AnsiText({ text }: { text: string }) {
  const [mark, kind = ''] = MARK.exec(text) ?? [];
  if (mark === undefined) {
    return <Coloured text={text} />;
  }
  return (
    <span style={MARKED[kind]}>
      {kind === 'group' && '▾ '}
      <Coloured text={text.slice(mark.length)} />
    </span>
  );
}

function Coloured({ text }: { text: string }) {
  if (!text.includes('\u001b')) {
    return <>{clean(text)}</>;
  }
  return (
    <>
      {Anser.ansiToJson(clean(text), { json: true, remove_empty: true, use_classes: false }).map((part, index) => (
        <Fragment key={index}>{styled(part)}</Fragment>
      ))}
    </>
  );
}

function styled(part: AnserJsonEntry) {
  const style = styleOf(part);
  const content = part.content.replace(/\u001b/g, '');
  return style ? <span style={style}>{content}</span> : content;
}

/** The dark ones are lightened: the log's ground is nearly black in both colour schemes. */
const READABLE: Record<string, string> = {
  '0, 0, 0': '152, 162, 179',
  '187, 0, 0': '255, 122, 122',
  '0, 187, 0': '98, 214, 123',
  '187, 187, 0': '232, 200, 90',
  '0, 0, 187': '122, 162, 255',
  '187, 0, 187': '226, 140, 236',
  '0, 187, 187': '96, 208, 220',
  '85, 85, 85': '152, 162, 179',
};

function styleOf(part: AnserJsonEntry): CSSProperties | null {
  const style: CSSProperties = {};
  const rgb = /^\d{1,3}, ?\d{1,3}, ?\d{1,3}$/;
  if (part.fg && rgb.test(part.fg)) {
    style.color = `rgb(${READABLE[part.fg] ?? part.fg})`;
  }
  if (part.bg && rgb.test(part.bg)) {
    style.backgroundColor = `rgb(${part.bg})`;
    style.color ??= '#fff';
  }
  if (part.decorations.includes('bold')) {
    style.fontWeight = 700;
  }
  if (part.decorations.includes('italic')) {
    style.fontStyle = 'italic';
  }
  if (part.decorations.includes('underline')) {
    style.textDecoration = 'underline';
  }
  return Object.keys(style).length > 0 ? style : null;
}
