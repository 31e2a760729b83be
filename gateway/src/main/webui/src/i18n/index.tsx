import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { keep, kept } from '../components/storage';
import { inFrench } from './said-fr';
import { languages, preferred, translate, translatePlural, type Key, type Language, type Params, type PluralKey } from './translate';

export { isKey, type Key, type Language, type PluralKey } from './translate';

interface Words {
  language: Language;
  setLanguage(language: Language): void;
  t(key: Key, params?: Params): string;
  /** For "1 service" and "2 services". */
  tn(key: PluralKey, count: number, params?: Params): string;
  /** What a service says, in the reader's language where that is known. */
  said(text: string): string;
}

const KEPT = 'nokube.language';
const Context = createContext<Words | null>(null);

function initial(): Language {
  const before = kept(localStorage, KEPT);
  return languages.find((language) => language === before) ?? preferred(navigator.languages);
}

export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(initial);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const words = useMemo<Words>(
    () => ({
      language,
      setLanguage(next) {
        keep(localStorage, KEPT, next);
        setLanguage(next);
      },
      t: (key, params) => translate(language, key, params),
      tn: (key, count, params) => translatePlural(language, key, count, params),
      said: (text) => (language === 'fr' ? (inFrench(text) ?? text) : text),
    }),
    [language],
  );
  return <Context value={words}>{children}</Context>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (!words) {
    throw new Error('There is no WordsProvider around this component.');
  }
  return words;
}
