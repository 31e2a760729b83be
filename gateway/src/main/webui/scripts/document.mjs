// The API's own description as the console is written against it: `openapi.json`, from a running NoKube.
// `node scripts/document.mjs` writes it, `--check` fails where it is not that of what runs (NOKUBE_URL).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '..', 'openapi.json');
const url = `${process.env.NOKUBE_URL ?? 'http://127.0.0.1:8080'}/q/openapi?format=json`;

/** The same for the same description, in whatever order its parts were told. */
function ordered(value) {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, ordered(value[name])]));
}

const answer = await fetch(url);
if (!answer.ok) {
  throw new Error(`${url} answered ${answer.status}`);
}
const { servers: _, ...document } = await answer.json();
delete document.info?.version;
const text = `${JSON.stringify(ordered(document), null, 1)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('openapi.json is not the description of this NoKube: run `npm run document && npm run types` against it.');
  process.exitCode = 1;
}
