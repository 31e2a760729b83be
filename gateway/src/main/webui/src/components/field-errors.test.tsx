import { render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ApiError } from '../api/client';
import { WordsProvider } from '../i18n';
import { useFieldErrors } from './field-errors';

const refused = new ApiError(400, {
  type: 'https://nokube.io/problems/validation',
  title: 'The request has invalid fields',
  status: 400,
  errors: [
    { field: 'replicas', message: 'must be from 0 to 50' },
    { field: 'name', message: 'must be something nobody has heard of' },
  ],
});

function Fields({ error }: { error: unknown }) {
  return <output>{JSON.stringify(useFieldErrors(error))}</output>;
}

function shown(language: string, error: unknown): Record<string, string> {
  localStorage.setItem('nokube.language', language);
  render(
    <WordsProvider>
      <Fields error={error} />
    </WordsProvider>,
  );
  return JSON.parse(screen.getByRole('status').textContent ?? '');
}

afterEach(() => localStorage.clear());

it('says in French what it knows, and the rest as it came', () => {
  expect(shown('fr', refused)).toEqual({
    replicas: 'doit être compris entre 0 et 50',
    name: 'must be something nobody has heard of',
  });
});

it('leaves English as it is', () => {
  expect(shown('en', refused)).toEqual({
    replicas: 'must be from 0 to 50',
    name: 'must be something nobody has heard of',
  });
});

it('has none for what is no refusal of the API', () => {
  expect(shown('fr', new Error('lost'))).toEqual({});
});
