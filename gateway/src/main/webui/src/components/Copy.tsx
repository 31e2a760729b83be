import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Check, Copy as CopyIcon } from 'lucide-react';
import { useWords } from '../i18n';

/** `value` may be a function, where putting the text together costs something. */
export function Copy({ value, what }: { value: string | (() => string); what: string }) {
  const { t } = useWords();
  const { copied, copy } = useClipboard({ timeout: 1_000 });
  const label = copied ? t('copied') : t('copy', { what });
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" onClick={() => copy(typeof value === 'function' ? value() : value)} aria-label={label}>
        {copied ? <Check size={16} /> : <CopyIcon size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

export function Code({ text, what, wrap = false }: { text: string; what: string; wrap?: boolean }) {
  return (
    <Group align="flex-start" gap="xs" wrap="nowrap">
      <pre className={`nk-code ${wrap ? 'nk-code-wrap' : ''}`} tabIndex={0} aria-label={what} style={{ flex: 1, minWidth: 0, maxHeight: 560 }}>
        {text}
      </pre>
      <Copy value={text} what={what} />
    </Group>
  );
}
