import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n';
import { Trouble } from './states';

interface Props {
  opened: boolean;
  title: string;
  consequences: string;
  /** What has to be typed before the button works; nothing where the deed can be undone. */
  name?: string;
  option?: { label: string; hint: string };
  verb: string;
  busy: boolean;
  error: unknown;
  onClose(): void;
  onConfirm(option: boolean): void;
}

export function Confirm({ opened, title, consequences, name, option, verb, busy, error, onClose, onConfirm }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(false);
  const close = () => {
    setTyped('');
    setChosen(false);
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(chosen);
        }}
      >
        <Stack>
          <Text size="sm">{consequences}</Text>
          {option && (
            <Checkbox
              label={option.label}
              description={option.hint}
              checked={chosen}
              onChange={(event) => setChosen(event.currentTarget.checked)}
            />
          )}
          {name !== undefined && (
            <TextInput
              label={t('confirm.type', { name })}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          {error ? <Trouble error={error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" color="red.8" loading={busy} disabled={name !== undefined && typed !== name}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
