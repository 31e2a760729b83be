import { ActionIcon, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { ClipboardPaste, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../i18n';
import { parseEnvFile } from './env-file';

export interface Pair {
  name: string;
  value: string;
}

interface Props {
  legend: string;
  hint: string;
  pairs: Pair[];
  onChange(pairs: Pair[]): void;
  /** The values are secrets: typed once, never shown. */
  hidden?: boolean;
  /** The API's messages, by `<field>.<name>` and `<field>`. */
  field: string;
  errors: Record<string, string>;
}

/** Named values, one a row, or all at once by pasting a `.env` file. */
export function Pairs({ legend, hint, pairs, onChange, hidden = false, field, errors }: Props) {
  const { t } = useWords();
  const [pasting, setPasting] = useState(false);
  // A row that was asked for takes the keyboard; rows that are there from the start do not.
  const [added, setAdded] = useState<number | null>(null);
  const change = (index: number, part: Partial<Pair>) =>
    onChange(pairs.map((pair, each) => (each === index ? { ...pair, ...part } : pair)));
  return (
    <Stack gap="xs" component="fieldset" p={0} m={0} style={{ border: 0, minWidth: 0 }}>
      <Text component="legend" fw={600} size="sm" p={0}>
        {legend}
      </Text>
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
      {pairs.map((pair, index) => (
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            flex={2}
            classNames={{ input: 'nk-mono' }}
            aria-label={t('pairs.name', { n: index + 1 })}
            placeholder="NAME"
            autoFocus={index === added}
            spellCheck={false}
            autoComplete="off"
            value={pair.name}
            error={errors[`${field}.${pair.name}`]}
            onChange={(event) => change(index, { name: event.currentTarget.value.trim() })}
          />
          <TextInput
            flex={3}
            classNames={{ input: 'nk-mono' }}
            aria-label={t('pairs.value', { name: pair.name || String(index + 1) })}
            placeholder={t('pairs.value.short')}
            spellCheck={false}
            autoComplete="off"
            type={hidden ? 'password' : 'text'}
            value={pair.value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('pairs.remove', { name: pair.name || String(index + 1) })}
            onClick={() => onChange(pairs.filter((_, each) => each !== index))}
          >
            <X size={18} />
          </ActionIcon>
        </Group>
      ))}
      {errors[field] && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {errors[field]}
        </Text>
      )}
      <Group gap="xs">
        <Button variant="default" size="xs" leftSection={<Plus size={14} />} onClick={() => { setAdded(pairs.length); onChange([...pairs, { name: '', value: '' }]); }}>
          {t('pairs.add')}
        </Button>
        <Button variant="default" size="xs" leftSection={<ClipboardPaste size={14} />} onClick={() => setPasting(true)}>
          {t('pairs.paste')}
        </Button>
      </Group>
      <Paste
        opened={pasting}
        onClose={() => setPasting(false)}
        onPaste={(added) => {
          const names = new Set(added.map(({ name }) => name));
          onChange([...pairs.filter(({ name }) => name !== '' && !names.has(name)), ...added]);
        }}
      />
    </Stack>
  );
}

function Paste({ opened, onClose, onPaste }: { opened: boolean; onClose(): void; onPaste(pairs: Pair[]): void }) {
  const { t, tn } = useWords();
  const [text, setText] = useState('');
  const { pairs, skipped } = parseEnvFile(text);
  const close = () => {
    setText('');
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={t('pairs.paste')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <Textarea
          label={t('pairs.file')}
          autosize
          minRows={8}
          maxRows={18}
          classNames={{ input: 'nk-mono' }}
          spellCheck={false}
          data-autofocus
          placeholder={'# .env\nNODE_ENV=production\nAPI_URL="http://backend:8000"'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {skipped.length > 0 && (
          <Text size="sm" c="var(--nk-warn)">
            {t('pairs.skipped', { lines: skipped.join(', ') })}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button
            disabled={pairs.length === 0}
            onClick={() => {
              onPaste(pairs);
              close();
            }}
          >
            {tn('pairs.take', pairs.length)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What the API wants: an object, without the rows that nobody filled in. */
export function toRecord(pairs: Pair[]): Record<string, string> {
  return Object.fromEntries(pairs.filter(({ name, value }) => name !== '' || value !== '').map(({ name, value }) => [name, value]));
}

export function toPairs(record: Record<string, string>): Pair[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}
