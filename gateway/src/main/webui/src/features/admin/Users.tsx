import { Badge, Box, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, get } from '../../api/client';
import { queryClient } from '../../api/queries';
import type { Account, Page } from '../../api/types';
import { Confirm } from '../../components/Confirm';
import { Loading, Trouble } from '../../components/states';
import { Ago } from '../../components/time';
import { useWords } from '../../i18n';
import { useSession } from '../login/session';

const KEY = ['admin', 'users'];

export function Users() {
  const { t, tn } = useWords();
  const users = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) => get<Page<Account>>('/admin/users', { cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  if (users.isPending) {
    return <Loading />;
  }
  if (users.error) {
    return <Trouble error={users.error} retry={() => void users.refetch()} />;
  }
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {tn('admin.accounts', users.data.pages[0]?.total ?? 0)}
      </Text>
      <Box className="nk-card">
        {users.data.pages.flatMap((page) => page.items).map((account) => (
          <Row key={account.username} account={account} />
        ))}
      </Box>
      {users.hasNextPage && (
        <Button variant="default" loading={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
          {t('admin.more')}
        </Button>
      )}
    </Stack>
  );
}

type Change = { roles: string[] } | { disabled: boolean };

function Row({ account }: { account: Account }) {
  const { t } = useWords();
  const { user } = useSession();
  const [asking, setAsking] = useState<'disable' | 'promote' | null>(null);
  const change = useMutation({
    mutationFn: (wanted: Change) => call<Account>('PATCH', `/admin/users/${encodeURIComponent(account.username)}`, { body: wanted }),
    onSuccess: () => {
      setAsking(null);
      return queryClient.invalidateQueries({ queryKey: ['admin'] });
    },
  });
  const { username } = account;
  const isAdmin = account.roles.includes('admin');
  const isOneself = username === user.username;
  const close = () => {
    setAsking(null);
    change.reset();
  };
  return (
    <Group className="nk-row" justify="space-between">
      <div>
        <Group gap="xs">
          <Text fw={600}>{username}</Text>
          {isAdmin && <Badge variant="light">{t('admin.admin')}</Badge>}
          {account.disabled && (
            <Badge color="gray" variant="light">
              {t('admin.disabled')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {account.email} · <Ago time={account.created_at} />
        </Text>
      </div>
      {!isOneself && (
        <Group gap="xs">
          {isAdmin ? (
            <Button size="xs" variant="default" loading={change.isPending} aria-label={t('admin.demote.named', { name: username })} onClick={() => change.mutate({ roles: ['user'] })}>
              {t('admin.demote')}
            </Button>
          ) : (
            <Button size="xs" variant="default" aria-label={t('admin.promote.named', { name: username })} onClick={() => setAsking('promote')}>
              {t('admin.promote')}
            </Button>
          )}
          {account.disabled ? (
            <Button size="xs" variant="default" loading={change.isPending} aria-label={t('admin.enable.named', { name: username })} onClick={() => change.mutate({ disabled: false })}>
              {t('admin.enable')}
            </Button>
          ) : (
            <Button size="xs" variant="default" aria-label={t('admin.disable.named', { name: username })} onClick={() => setAsking('disable')}>
              {t('admin.disable')}
            </Button>
          )}
        </Group>
      )}
      {change.error && asking === null ? <Trouble error={change.error} /> : null}
      <Confirm
        opened={asking === 'disable'}
        title={t('admin.disable.title', { name: username })}
        consequences={t('admin.disable.consequences')}
        verb={t('admin.disable')}
        busy={change.isPending}
        error={change.error}
        onClose={close}
        onConfirm={() => change.mutate({ disabled: true })}
      />
      <Confirm
        opened={asking === 'promote'}
        title={t('admin.promote.title', { name: username })}
        consequences={t('admin.promote.consequences')}
        verb={t('admin.promote')}
        busy={change.isPending}
        error={change.error}
        onClose={close}
        onConfirm={() => change.mutate({ roles: ['user', 'admin'] })}
      />
    </Group>
  );
}
