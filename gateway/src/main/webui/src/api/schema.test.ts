import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

const DOCUMENT = join(import.meta.dirname, '../../../../../../docs/openapi.yaml');

it('is made from the description that the services give; `npm run types` makes it anew', async () => {
  const made = astToString(await openapiTS(readFileSync(DOCUMENT, 'utf8'), { defaultNonNullable: false }));
  expect(readFileSync(join(import.meta.dirname, 'schema.ts'), 'utf8')).toContain(made);
});
