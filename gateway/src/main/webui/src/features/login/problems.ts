/** Why a sign-in with a provider did not come to its end, as the gateway says it. */
const KNOWN = [
  'denied',
  'expired',
  'no_account',
  'disabled',
  'email_taken',
  'no_email',
  'linked_elsewhere',
  'provider_unavailable',
  'not_trusted',
] as const;

export type ProblemKey = `login.problem.${(typeof KNOWN)[number]}`;

/** The words for `problem`; what is not known is worded as the most general one, never repeated. */
export function problemKey(problem: string | null): ProblemKey | null {
  if (problem === null) {
    return null;
  }
  const known = KNOWN.find((word) => word === problem) ?? 'not_trusted';
  return `login.problem.${known}`;
}
