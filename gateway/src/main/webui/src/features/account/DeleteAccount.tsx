import { Box, Button, Group, Modal, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import { queryClient } from '../../api/queries';
import { useFieldErrors } from '../../components/field-errors';
import { useFocusOnError } from '../../components/focus';
import { Trouble } from '../../components/states';
import { useWords } from '../../i18n';

/** Says what stays before it asks for the password. Afterwards the page starts afresh, signed out. */
export function DeleteAccount() {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const remove = useMutation({
    mutationFn: () => call('DELETE', '/auth/me', { body: { password } }),
    onSuccess: () => {
      queryClient.clear();
      sessionStorage.clear();
      window.location.assign('/login');
    },
  });
  const fields = useFieldErrors(remove.error);
  useFocusOnError(remove.error);
  const close = () => {
    setAsking(false);
    setPassword('');
    remove.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate();
  };
  return (
    <Stack component="section" aria-labelledby="delete-account">
      <div>
        <Title order={2} fz={18} id="delete-account">
          {t('account.delete')}
        </Title>
        <Text size="sm" c="dimmed" maw={640}>
          {t('account.delete.hint')}
        </Text>
      </div>
      <Box>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('account.delete.action')}
        </Button>
      </Box>
      <Modal opened={asking} onClose={close} title={t('account.delete.title')} closeButtonProps={{ 'aria-label': t('close') }}>
        <form onSubmit={submit} noValidate>
          <Stack>
            <Text size="sm">{t('account.delete.hint')}</Text>
            <PasswordInput
              label={t('login.password')}
              name="password"
              autoComplete="current-password"
              data-autofocus
              value={password}
              error={fields.password}
              aria-invalid={Boolean(fields.password)}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('login.password.show'), tabIndex: 0 }}
            />
            {remove.error && !fields.password && <Trouble error={remove.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('cancel')}
              </Button>
              <Button type="submit" color="red.8" loading={remove.isPending} disabled={password === ''}>
                {t('account.delete.action')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Stack>
  );
}
