import type { DryRun, FieldChange } from '../../api/types';

/** One field that would be different, as text. */
export interface Change {
  path: string;
  before: string | null;
  after: string | null;
}

function shown(value: unknown): string | null {
  return value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}

export function changeOf({ path, before, after }: FieldChange): Change {
  return { path, before: shown(before), after: shown(after) };
}

/** How many objects would be made, changed, removed. */
export function countOf(plan: DryRun): { create: number; update: number; delete: number } {
  const count = { create: 0, update: 0, delete: 0 };
  for (const { action } of plan.objects) {
    if (action !== 'unchanged') {
      count[action] += 1;
    }
  }
  return count;
}
