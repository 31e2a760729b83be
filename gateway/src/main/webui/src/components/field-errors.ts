import { useMemo } from 'react';
import { ApiError } from '../api/client';
import { useWords } from '../i18n';

/** What the API says about the fields of a request that it refused, in the reader's language where that is known. */
export function useFieldErrors(error: unknown): Record<string, string> {
  const { said } = useWords();
  return useMemo(() => {
    const fields = error instanceof ApiError ? error.fields : {};
    return Object.fromEntries(Object.entries(fields).map(([field, message]) => [field, said(message)]));
  }, [error, said]);
}
