import { useWords } from './index';
import { inFrench } from './said-fr';

/** What a service says, in the reader's language where that is known; otherwise marked as English for who listens. */
export function Said({ text }: { text: string }) {
  const { language } = useWords();
  const french = language === 'fr' ? inFrench(text) : null;
  return <span lang={french === null ? 'en' : undefined}>{french ?? text}</span>;
}
