import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, post } from '../../api/client';
import { meQuery, queryClient } from '../../api/queries';
import type { User } from '../../api/types';
import { useFieldErrors } from '../../components/field-errors';
import { useFocusOnError } from '../../components/focus';
import { Trouble } from '../../components/states';
import { useWords } from '../../i18n';

interface Props {
  /** Given where somebody's session ended: only the same person may go on with the page. */
  username?: string;
  registering?: boolean;
  onSignedIn(): void;
}

export function SignInForm({ username, registering = false, onSignedIn }: Props) {
  const { t } = useWords();
  const [name, setName] = useState(username ?? '');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: async () => {
      if (registering) {
        await post('/auth/register', { username: name, email, password });
      }
      return post<{ user: User }>('/auth/login', { username: name, password });
    },
    onSuccess: ({ user }) => {
      queryClient.setQueryData(meQuery.queryKey, user);
      onSignedIn();
    },
  });
  const fields = useFieldErrors(signIn.error);
  useFocusOnError(signIn.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('login.username')}
          description={registering ? t('login.username.hint') : undefined}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          readOnly={username !== undefined}
          autoFocus={username === undefined}
          value={name}
          error={fields.username}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {registering && (
          <TextInput
            label={t('login.email')}
            name="email"
            type="email"
            autoComplete="email"
            required
            withAsterisk={false}
            value={email}
            error={fields.email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={t('login.password')}
          description={registering ? t('login.password.hint') : undefined}
          name="password"
          autoComplete={registering ? 'new-password' : 'current-password'}
          required
          withAsterisk={false}
          data-autofocus={username !== undefined}
          value={password}
          error={fields.password}
          aria-invalid={Boolean(fields.password)}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('login.password.show'), tabIndex: 0 }}
        />
        <SignInError error={signIn.error} />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {registering ? t('login.register') : t('login.sign_in')}
        </Button>
      </Stack>
    </form>
  );
}

function SignInError({ error }: { error: unknown }) {
  const { t } = useWords();
  if (!(error instanceof ApiError)) {
    return error ? <Trouble error={error} /> : null;
  }
  if (Object.keys(error.fields).length > 0) {
    return null;
  }
  const known: Record<number, string> = {
    401: t('login.wrong'),
    403: t('login.closed'),
    409: t('login.taken'),
    429: t('login.throttled', { seconds: error.retryAfter ?? 60 }),
  };
  const message = known[error.status];
  return message ? (
    <Alert color="red" variant="outline" role="alert">
      {message}
    </Alert>
  ) : (
    <Trouble error={error} />
  );
}
