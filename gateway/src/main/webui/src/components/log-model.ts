import { plain } from './Ansi';

export interface LogLine {
  text: string;
  /** Which pod wrote it, where several are shown as one. */
  pod?: string;
}

const plainTexts = new WeakMap<LogLine, string>();

/** A line without its colours. Remembered: a search through a log that grows looks at each line many times. */
export function plainOf(line: LogLine): string {
  let text = plainTexts.get(line);
  if (text === undefined) {
    text = plain(line.text);
    plainTexts.set(line, text);
  }
  return text;
}

/** The numbers (from 0) of the lines that contain `term`, whatever its case. */
export function matches(lines: readonly LogLine[], term: string): number[] {
  const wanted = term.toLowerCase();
  const found: number[] = [];
  if (wanted !== '') {
    lines.forEach((line, index) => {
      if (plainOf(line).toLowerCase().includes(wanted)) {
        found.push(index);
      }
    });
  }
  return found;
}

/** `#L12` means the line with the index 11. */
export function lineOfHash(hash: string): number | null {
  const [, number] = /^#L(\d{1,7})$/.exec(hash) ?? [];
  return number === undefined || number === '0' ? null : Number(number) - 1;
}

/** The lines of a text as an editor counts them: a newline at its end begins no further line. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
