import { en } from './en';
import { fr } from './fr';

export type Key = keyof typeof en;
export type Language = 'en' | 'fr';
export type Params = Record<string, string | number>;
type PluralStem<K> = K extends `${infer Stem}_other` ? Stem : never;
export type PluralKey = PluralStem<Key>;

export const messages: Record<Language, Record<Key, string>> = { en, fr };
export const languages: Language[] = ['en', 'fr'];

/** Whether there are words for it: what a newer service calls something may have none. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(en, key);
}

/** The message with its `{names}` filled in. What has no value stays visible, so that it is noticed. */
export function translate(language: Language, key: Key, params: Params = {}): string {
  return messages[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

export function translatePlural(language: Language, key: PluralKey, count: number, params: Params = {}): string {
  const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
  return translate(language, `${key}_${form}` as Key, { n: new Intl.NumberFormat(language).format(count), ...params });
}

/** The first of the browser's languages that there is, English where none is. */
export function preferred(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languages.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found) {
      return found;
    }
  }
  return 'en';
}
