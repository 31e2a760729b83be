import { Alert, Anchor, Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { CircleAlert, PlugZap, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ApiError, LostError } from '../api/client';
import { useWords } from '../i18n';
import { Said } from '../i18n/Said';

export function Loading() {
  const { t } = useWords();
  return (
    <Center py={64}>
      <Loader aria-label={t('loading')} role="status" />
    </Center>
  );
}

/** Something the API did not do, said in its own words, with what can be done about it. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, said } = useWords();
  if (error instanceof ApiError && error.isUnavailable) {
    return <Unavailable />;
  }
  const lost = error instanceof LostError;
  const title = lost ? t('trouble.lost') : error instanceof ApiError ? said(error.problem.title) : t('trouble.unknown');
  return (
    <Alert color="red" variant="outline" role="alert" title={title} icon={lost ? <WifiOff /> : <CircleAlert />}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {lost ? t('trouble.lost.hint') : <Said text={error instanceof Error ? error.message : String(error)} />}
        </Text>
        {error instanceof ApiError && error.problem.trace_id && (
          <Text size="xs" c="dimmed" className="nk-mono">
            {t('trouble.trace', { id: error.problem.trace_id })}
          </Text>
        )}
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Said where the installed version answers that it does not have something. */
export function Unavailable({ what }: { what?: string }) {
  const { t } = useWords();
  return (
    <Alert color="gray" variant="outline" icon={<PlugZap />} title={what ?? t('unavailable')}>
      <Text size="sm">{t('unavailable.hint')}</Text>
    </Alert>
  );
}

export function NotFound() {
  const { t } = useWords();
  return (
    <Empty level={1} title={t('not_found')} hint={t('not_found.hint')}>
      <Anchor component={Link} href="/">
        {t('not_found.home')}
      </Anchor>
    </Empty>
  );
}

export function Empty({ title, hint, icon, level = 2, children }: { title: string; level?: 1 | 2; hint: string; icon?: ReactNode; children?: ReactNode }) {
  return (
    <Stack align="center" gap="sm" py={56} px="md" className="nk-card" ta="center">
      {icon}
      <Title order={level} fz={20}>
        {title}
      </Title>
      <Text c="dimmed" maw={520}>
        {hint}
      </Text>
      {children && <Group justify="center">{children}</Group>}
    </Stack>
  );
}
