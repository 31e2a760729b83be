/** What the audit log can tell of, as the gateway words it. */
export const KINDS = [
  'account_created',
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'identity_linked',
  'password_changed',
  'password_change_failed',
  'token_created',
  'token_revoked',
  'account_changed',
  'account_deleted',
  'account_deletion_failed',
  'key_rotated',
  'key_revoked',
] as const;

export type KindKey = `audit.kind.${(typeof KINDS)[number]}`;

/** The words for a kind; null for one that a newer gateway has and this console does not know. */
export function kindKey(kind: string): KindKey | null {
  const known = KINDS.find((word) => word === kind);
  return known ? `audit.kind.${known}` : null;
}
