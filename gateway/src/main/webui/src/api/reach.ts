/** Whether NoKube answers: what the banner says, and what queries wait for. */
const AGAIN = 3_000;

let reached = true;
let asking = false;
const listeners = new Set<() => void>();

function set(now: boolean): void {
  if (now !== reached) {
    reached = now;
    listeners.forEach((changed) => changed());
  }
}

/** An answer came, of whatever kind. */
export function answered(): void {
  set(true);
}

/** No answer came to something, or the browser lost or found a network: asks, until there is an answer. */
export function doubt(): void {
  if (!asking) {
    asking = true;
    void ask();
  }
}

async function ask(): Promise<void> {
  try {
    await fetch('/api/v1/auth/options', { cache: 'no-store' });
    asking = false;
    set(true);
  } catch {
    set(false);
    setTimeout(() => void ask(), AGAIN);
  }
}

export const isReached = () => reached;

export function onReach(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

if (typeof window !== 'undefined') {
  window.addEventListener('online', doubt);
  window.addEventListener('offline', doubt);
}
