import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

it('is made from the description that is kept', async () => {
  const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8'));
  const made = astToString(await openapiTS(document, { defaultNonNullable: false }));
  expect(readFileSync(join(import.meta.dirname, 'schema.ts'), 'utf8')).toContain(made);
});
