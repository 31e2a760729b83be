import type { FieldChange } from '../deploy/plan';

export interface Revision {
  number: number;
  time: string | null;
  image: string | null;
  good: boolean;
  /** Everything else that the API tells of it, by path. */
  facts: Map<string, string>;
}

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What is said about the revision itself rather than about what it runs. */
const ABOUT = new Set(['revision', 'number', 'created_at', 'time', 'current', 'last_good', 'image_name']);

/** The revisions in an answer, newest first, whether it is a page or a list. */
export function revisionsOf(answer: unknown): Revision[] {
  const list = Array.isArray(answer) ? answer : isJson(answer) ? ([answer.items, answer.revisions].find(Array.isArray) ?? []) : [];
  return (list as unknown[])
    .filter(isJson)
    .map((each) => ({
      number: Number(each.revision ?? each.number),
      time: text(each.created_at) ?? text(each.time),
      good: each.last_good === true,
      image: text(each.image_name) ?? text(each.image),
      facts: flat(Object.fromEntries(Object.entries(each).filter(([name]) => !ABOUT.has(name)))),
    }))
    .filter((revision) => Number.isFinite(revision.number))
    .sort((a, b) => b.number - a.number);
}

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
export function between(from: Revision, to: Revision): FieldChange[] {
  const paths = [...new Set([...from.facts.keys(), ...to.facts.keys()])].sort();
  return paths
    .map((path) => ({ path, before: from.facts.get(path) ?? null, after: to.facts.get(path) ?? null }))
    .filter(({ before, after }) => before !== after);
}
