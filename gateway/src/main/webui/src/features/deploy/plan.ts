/** What a dry run answers, as far as it is shown. */
export interface Change {
  kind: string;
  name: string;
  action: string;
  diff: FieldChange[];
}

export interface FieldChange {
  path: string;
  before: string | null;
  after: string | null;
}

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function shown(value: unknown): string | null {
  return value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
}

/** Reads the list of objects and what would change of each; an empty list where the answer holds none. */
export function changesOf(answer: unknown): Change[] {
  if (!isJson(answer)) {
    return [];
  }
  const list = [answer.changes, answer.objects, answer.items].find(Array.isArray) ?? [];
  return (list as unknown[]).filter(isJson).map((object) => ({
    kind: shown(object.kind) ?? '',
    name: shown(object.name) ?? '',
    action: shown(object.action) ?? shown(object.change) ?? '',
    diff: ([object.diff, object.fields, object.differences].find(Array.isArray) ?? [])
      .filter(isJson)
      .map((field: Json) => ({
        path: shown(field.path) ?? shown(field.field) ?? '',
        before: shown(field.before ?? field.from ?? field.old ?? field.observed),
        after: shown(field.after ?? field.to ?? field.new ?? field.desired),
      })),
  }));
}
