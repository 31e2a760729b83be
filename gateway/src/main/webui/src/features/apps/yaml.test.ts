import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { toYaml } from './yaml';

it('writes what kubectl reads as the same', () => {
  const texts = ['plain', 'yes', 'null', '1e3', '0x10', '2024-01-01', '', ' a', 'a: b', '- a', '#x', "it's", '"q"', 'a\nb', '<script>', '{a}', '*a', '&a', 'ghcr.io/a/b:1', '~', 'é', '12:30:45'];
  const value = {
    spec: { image: 'ghcr.io/a/b:latest@sha256:0123', replicas: 2, env: Object.fromEntries(texts.map((text, index) => [`K${index}`, text])), args: texts, flag: false, empty: {}, none: [], nested: [{ a: 1 }] },
  };
  expect(parse(toYaml(value), { version: '1.1' })).toEqual(value);
  expect(parse(toYaml(value))).toEqual(value);
  expect(toYaml({ a: { b: null, c: 'd' } })).toBe('a:\n  c: d\n');
});
