import { Box, Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../api/client';
import type { AuditEvent, Page } from '../../api/types';
import { Empty, Loading, Trouble } from '../../components/states';
import { Ago } from '../../components/time';
import { useWords } from '../../i18n';
import { KINDS, kindKey } from './kinds';

export function AuditLog() {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [username, setUsername] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const events = useInfiniteQuery({
    queryKey: ['admin', 'audit', username, kind],
    queryFn: ({ pageParam, signal }) =>
      get<Page<AuditEvent>>('/admin/audit', { username, kind: kind ?? undefined, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  const words = (word: string) => {
    const key = kindKey(word);
    return key ? t(key) : word;
  };
  return (
    <Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setUsername(typed.trim());
        }}
      >
        <Group align="flex-end">
          <TextInput label={t('login.username')} value={typed} autoCapitalize="none" spellCheck={false} onChange={(event) => setTyped(event.currentTarget.value)} />
          <Select
            label={t('audit.kind')}
            placeholder={t('audit.all')}
            clearable
            clearButtonProps={{ 'aria-label': t('audit.all') }}
            data={KINDS.map((word) => ({ value: word, label: words(word) }))}
            value={kind}
            onChange={setKind}
          />
          <Button type="submit" variant="default">
            {t('audit.show')}
          </Button>
        </Group>
      </form>
      {events.isPending && <Loading />}
      {events.error && <Trouble error={events.error} retry={() => void events.refetch()} />}
      {events.data && items.length === 0 && <Empty title={t('audit.none')} hint={t('audit.none.hint')} />}
      {items.length > 0 && (
        <Box className="nk-card" style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('admin.audit')}>
          <Table verticalSpacing="sm" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('audit.when')}</Table.Th>
                <Table.Th>{t('audit.kind')}</Table.Th>
                <Table.Th>{t('login.username')}</Table.Th>
                <Table.Th>{t('audit.from')}</Table.Th>
                <Table.Th>{t('audit.detail')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((event) => (
                <Table.Tr key={event.id}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>
                    <Ago time={event.at} />
                  </Table.Td>
                  <Table.Td>{words(event.kind)}</Table.Td>
                  <Table.Td>{event.username ?? '–'}</Table.Td>
                  <Table.Td className="nk-mono">{event.address ?? '–'}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    <Text size="sm">{event.detail ?? ''}</Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Box>
      )}
      {events.hasNextPage && (
        <Button variant="default" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
          {t('admin.more')}
        </Button>
      )}
    </Stack>
  );
}
