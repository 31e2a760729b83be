import { Alert, Box, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ApiError, call, get, post } from '../../api/client';
import { queryClient } from '../../api/queries';
import { Code } from '../../components/Copy';
import { useFieldErrors } from '../../components/field-errors';
import { useFocusOnError } from '../../components/focus';
import { Page } from '../../components/Page';
import { Loading, Trouble, Unavailable } from '../../components/states';
import { Ago } from '../../components/time';
import { useWords } from '../../i18n';
import { useSession } from '../login/session';
import { ChangePassword } from './ChangePassword';
import { DeleteAccount } from './DeleteAccount';
import { WaysIn } from './WaysIn';
import { tokensOf, valueOf, type AccessToken } from './tokens';

const KEY = ['tokens'];

export default function AccountPage() {
  const { t } = useWords();
  const { user } = useSession();
  return (
    <Page title={t('account.title')} about={`${user.username} · ${user.email}`} way={[{ to: '/', label: t('home.title') }]}>
      <Tokens />
      <ChangePassword username={user.username} />
      <WaysIn />
      <DeleteAccount />
    </Page>
  );
}

function Tokens() {
  const { t } = useWords();
  const tokens = useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<unknown>('/auth/tokens', undefined, signal), retry: false });
  const missing = tokens.error instanceof ApiError && (tokens.error.isUnavailable || tokens.error.status === 404);
  return (
    <Stack component="section" aria-labelledby="tokens">
      <div>
        <Title order={2} fz={18} id="tokens">
          {t('tokens.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('tokens.hint')}
        </Text>
      </div>
      {tokens.isPending && <Loading />}
      {tokens.error && (missing ? <Unavailable what={t('tokens.unavailable')} /> : <Trouble error={tokens.error} />)}
      {tokens.data !== undefined && (
        <>
          <NewToken />
          {tokensOf(tokens.data).length > 0 && (
            <Box className="nk-card">
              {tokensOf(tokens.data).map((token) => (
                <Token key={token.id} token={token} />
              ))}
            </Box>
          )}
        </>
      )}
    </Stack>
  );
}

function NewToken() {
  const { t } = useWords();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => post<unknown>('/auth/tokens', { name }),
    onSuccess: () => {
      setName('');
      void queryClient.invalidateQueries({ queryKey: KEY });
    },
  });
  const fields = useFieldErrors(create.error);
  useFocusOnError(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Box className="nk-card" p="md">
      <form onSubmit={submit} noValidate>
        <Group align="flex-start">
          <TextInput
            label={t('tokens.name')}
            description={t('tokens.name.hint')}
            value={name}
            error={fields.name}
            flex={1}
            miw={220}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" mt={44} loading={create.isPending}>
            {t('tokens.create')}
          </Button>
        </Group>
      </form>
      {create.error && !fields.name && <Trouble error={create.error} />}
      {create.data !== undefined && (
        <Alert mt="md" color="brand" variant="outline" title={t('tokens.once')} role="status">
          <Code text={valueOf(create.data)} what={t('tokens.token')} wrap />
        </Alert>
      )}
    </Box>
  );
}

function Token({ token }: { token: AccessToken }) {
  const { t } = useWords();
  const revoke = useMutation({
    mutationFn: () => call('DELETE', `/auth/tokens/${encodeURIComponent(token.id)}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <Group className="nk-row" justify="space-between">
      <div>
        <Text fw={600}>{token.name}</Text>
        <Text size="sm" c="dimmed">
          {token.createdAt && <Ago time={token.createdAt} />}
          {token.expiresAt && (
            <>
              {' · '}
              {t('tokens.expires')} <Ago time={token.expiresAt} />
            </>
          )}
        </Text>
      </div>
      <Button size="xs" variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()} aria-label={t('tokens.revoke.named', { name: token.name })}>
        {t('tokens.revoke')}
      </Button>
      {revoke.error && <Trouble error={revoke.error} />}
    </Group>
  );
}
