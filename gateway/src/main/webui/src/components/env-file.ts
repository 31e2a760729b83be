interface EnvFile {
  pairs: { name: string; value: string }[];
  /** Numbers of the lines that are neither empty, a comment nor an assignment. */
  skipped: number[];
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*)$/;

/**
 * Reads a `.env` file the way the dotenv libraries agree on: comments, `export`, quotes that may span lines, `\n` in
 * double quotes. Nothing is expanded: `$HOME` stays as it stands. A name that comes twice has its last value.
 */
export function parseEnvFile(text: string): EnvFile {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const found = new Map<string, string>();
  const skipped: number[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^\s*(#|$)/.test(line)) {
      continue;
    }
    const [, name, rest] = ASSIGNMENT.exec(line) ?? [];
    if (name === undefined || rest === undefined) {
      skipped.push(at + 1);
      continue;
    }
    const quote = rest.charAt(0);
    if (quote !== '"' && quote !== "'") {
      found.set(name, rest.replace(/\s+#.*$/, '').trimEnd());
      continue;
    }
    let body = rest.slice(1);
    let end = closing(body, quote);
    const start = at;
    while (end < 0 && at + 1 < lines.length) {
      at += 1;
      body += `\n${lines[at] ?? ''}`;
      end = closing(body, quote);
    }
    if (end < 0) {
      // A quote that never ends belongs to the value of its own line.
      at = start;
      found.set(name, rest.trimEnd());
      continue;
    }
    found.set(name, quote === '"' ? unescape(body.slice(0, end)) : body.slice(0, end));
  }
  return { pairs: [...found].map(([name, value]) => ({ name, value })), skipped };
}

function closing(text: string, quote: string): number {
  for (let at = 0; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') {
      at += 1;
    } else if (text[at] === quote) {
      return at;
    }
  }
  return -1;
}

function unescape(text: string): string {
  const known: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
  return text.replace(/\\([nrt"\\])/g, (whole, letter: string) => known[letter] ?? whole);
}
