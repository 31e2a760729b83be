import { describe, expect, it } from 'vitest';
import { en } from './en';
import { fr } from './fr';
import { preferred, translate, translatePlural } from './translate';

const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the two languages', () => {
  it('have the same messages', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });
  it('take the same values in each of them, and none is empty', () => {
    for (const [key, text] of Object.entries(en)) {
      const other = fr[key as keyof typeof en];
      expect(parameters(other), key).toEqual(parameters(text));
      expect(other.trim(), key).not.toBe('');
    }
  });
  it('have both forms of every plural', () => {
    const stems = (form: string) => Object.keys(en).filter((key) => key.endsWith(form)).map((key) => key.slice(0, -form.length));
    expect(stems('_one').sort()).toEqual(stems('_other').sort());
  });
  it('count as their speakers do', () => {
    expect(translatePlural('en', 'log.lines', 0)).toBe('0 lines');
    expect(translatePlural('fr', 'log.lines', 0)).toBe('0 ligne');
  });
  it('keep what has no value visible', () => {
    expect(translate('en', 'build.title')).toContain('{name}');
  });
  it('are chosen by the browser, English where it knows neither', () => {
    expect(preferred(['de-CH', 'fr-CA', 'en'])).toBe('fr');
    expect(preferred(['de'])).toBe('en');
  });
});
