import { Alert, Box, Button, PasswordInput, Stack, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { post } from '../../api/client';
import { useFieldErrors } from '../../components/field-errors';
import { useFocusOnError } from '../../components/focus';
import { Trouble } from '../../components/states';
import { useWords } from '../../i18n';

/** A new password ends every other session; this one goes on with the cookie that comes with the answer. */
export function ChangePassword({ username }: { username: string }) {
  const { t } = useWords();
  const [present, setPresent] = useState('');
  const [renewed, setRenewed] = useState('');
  const change = useMutation({
    mutationFn: () => post('/auth/password', { current_password: present, new_password: renewed }),
    onSuccess: () => {
      setPresent('');
      setRenewed('');
    },
  });
  const fields = useFieldErrors(change.error);
  useFocusOnError(change.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const eye = { 'aria-label': t('login.password.show'), tabIndex: 0 };
  return (
    <Stack component="section" aria-labelledby="password">
      <Title order={2} fz={18} id="password">
        {t('password.title')}
      </Title>
      <Box className="nk-card" p="md" maw={480}>
        <form onSubmit={submit} noValidate>
          <Stack>
            <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
            <PasswordInput
              label={t('password.present')}
              name="current_password"
              autoComplete="current-password"
              value={present}
              error={fields.current_password}
              aria-invalid={Boolean(fields.current_password)}
              onChange={(event) => setPresent(event.currentTarget.value)}
              visibilityToggleButtonProps={eye}
            />
            <PasswordInput
              label={t('password.new')}
              description={t('login.password.hint')}
              name="new_password"
              autoComplete="new-password"
              value={renewed}
              error={fields.new_password}
              aria-invalid={Boolean(fields.new_password)}
              onChange={(event) => setRenewed(event.currentTarget.value)}
              visibilityToggleButtonProps={eye}
            />
            {change.error && Object.keys(fields).length === 0 && <Trouble error={change.error} />}
            {change.isSuccess && (
              <Alert color="brand" variant="outline" role="status">
                {t('password.done')}
              </Alert>
            )}
            <Button type="submit" variant="default" loading={change.isPending}>
              {t('password.change')}
            </Button>
          </Stack>
        </form>
      </Box>
    </Stack>
  );
}
