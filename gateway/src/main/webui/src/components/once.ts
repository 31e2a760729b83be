import { useRef } from 'react';

/**
 * The header that lets the API tell a request that is sent again from a second one: the same key for as long as the same
 * is asked for, since an answer that was lost must not mean two builds.
 */
export function useOnceKey(): (body: unknown) => Record<string, string> {
  const last = useRef({ body: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body) ?? '';
    if (last.current.key === '' || last.current.body !== text) {
      // Without TLS a browser has no randomUUID.
      last.current = { body: text, key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` };
    }
    return { 'Idempotency-Key': last.current.key };
  };
}
