import { useEffect } from 'react';

/** After a refused form: takes the keyboard to the first field that is wrong. */
export function useFocusOnError(error: unknown): void {
  useEffect(() => {
    if (error) {
      document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [error]);
}
