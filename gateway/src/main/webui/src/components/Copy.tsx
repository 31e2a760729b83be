import { ActionIcon, CopyButton, Group, Tooltip } from '@mantine/core';
import { Check, Copy as CopyIcon } from 'lucide-react';
import { useWords } from '../i18n';

export function Copy({ value, what }: { value: string; what: string }) {
  const { t } = useWords();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('copied') : t('copy', { what })}>
          <ActionIcon variant="subtle" color="gray" onClick={copy} aria-label={copied ? t('copied') : t('copy', { what })}>
            {copied ? <Check size={16} /> : <CopyIcon size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
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
