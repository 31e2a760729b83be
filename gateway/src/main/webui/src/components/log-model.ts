export interface LogLine {
  text: string;
  /** Which pod wrote it, where several are shown as one. */
  pod?: string;
}

/** The numbers (from 0) of the lines that contain `term`, whatever its case. */
export function matches(texts: readonly string[], term: string): number[] {
  const wanted = term.toLowerCase();
  return wanted === '' ? [] : texts.flatMap((text, index) => (text.toLowerCase().includes(wanted) ? [index] : []));
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
