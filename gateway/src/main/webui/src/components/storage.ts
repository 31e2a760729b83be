import { useEffect, useState } from 'react';

/** The browser may refuse its storage (private windows, policies); nothing may break because of that. */
export function kept(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(storage: Storage, key: string, value: string | null): void {
  try {
    if (value === null) {
      storage.removeItem(key);
    } else {
      storage.setItem(key, value);
    }
  } catch {
    // Then it is not kept.
  }
}

function parse<T extends object>(text: string | null): Partial<T> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : {};
  } catch {
    return {};
  }
}

/**
 * What somebody is typing, kept in this tab until it is sent: a reload loses nothing.
 *
 * `secret` names what is never written down.
 */
export function useDraft<T extends object>(key: string, initial: T, secret: (keyof T)[] = []) {
  const [value, setValue] = useState<T>(() => ({ ...initial, ...parse<T>(kept(sessionStorage, key)) }));
  const [touched, setTouched] = useState(() => kept(sessionStorage, key) !== null);
  useEffect(() => {
    if (touched) {
      const open = Object.entries(value).filter(([name]) => !secret.includes(name as keyof T));
      keep(sessionStorage, key, JSON.stringify(Object.fromEntries(open)));
    }
    // `secret` is a constant of the caller's.
  }, [key, value, touched]);
  return {
    value,
    touched,
    set(change: Partial<T>) {
      setTouched(true);
      setValue((before) => ({ ...before, ...change }));
    },
    /** Puts in what came later than the first render, where nothing was typed yet. */
    prefill(later: Partial<T>) {
      if (!touched) {
        setValue((before) => ({ ...before, ...later }));
      }
    },
    forget() {
      setTouched(false);
      keep(sessionStorage, key, null);
    },
  };
}
