import type { Revision } from '../../api/types';
import type { Change } from '../deploy/plan';

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function flat(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (isJson(value)) {
    for (const [name, inner] of Object.entries(value)) {
      flat(inner, path ? `${path}.${name}` : name, into);
    }
  } else if (value !== null && value !== undefined) {
    into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return into;
}

/** What going from one revision to the other would change. */
export function between(from: Revision, to: Revision): Change[] {
  const [before, after] = [flat(from.spec), flat(to.spec)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths
    .map((path) => ({ path, before: before.get(path) ?? null, after: after.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}
