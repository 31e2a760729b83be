export interface AccessToken {
  id: string;
  name: string;
  createdAt: string | null;
  expiresAt: string | null;
}

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function tokensOf(answer: unknown): AccessToken[] {
  const list = Array.isArray(answer) ? answer : isJson(answer) && Array.isArray(answer.items) ? answer.items : [];
  return (list as unknown[]).filter(isJson).map((each) => ({
    id: String(each.id ?? each.token_id),
    name: text(each.name) ?? '',
    createdAt: text(each.created_at),
    expiresAt: text(each.expires_at),
  }));
}

/** The token itself, which is only in the answer to its making. */
export function valueOf(answer: unknown): string {
  return isJson(answer) ? (text(answer.token) ?? text(answer.access_token) ?? text(answer.value) ?? '') : '';
}
