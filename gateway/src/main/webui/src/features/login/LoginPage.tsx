import { Alert, Anchor, Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { signInOptionsQuery } from '../../api/queries';
import { Brand, LanguageMenu, SchemeButton } from '../../components/Frame';
import { useWords } from '../../i18n';
import { ProviderButtons } from './ProviderButtons';
import { problemKey } from './problems';
import { safeNext } from './session';
import { SignInForm } from './SignInForm';

export function LoginPage({ mode }: { mode: 'login' | 'register' }) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const next = safeNext(search.get('next'));
  const keepNext = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
  const options = useQuery(signInOptionsQuery).data;
  const problem = problemKey(search.get('problem'));
  const registering = mode === 'register';
  const title = registering ? t('login.register.title') : t('login.title');
  useEffect(() => {
    document.title = `${title} · NoKube`;
  }, [title]);
  return (
    <Box mih="100vh" style={{ display: 'grid', gridTemplateRows: 'auto 1fr' }}>
      <Group component="header" justify="flex-end" p="sm" gap={4}>
        <LanguageMenu />
        <SchemeButton />
      </Group>
      <Stack component="main" align="center" justify="center" p="md" pb={96} gap="lg">
        <Brand />
        <Paper className="nk-card" p="xl" w="100%" maw={420}>
          <Stack gap="lg">
            <div>
              <Title order={1} fz={22}>
                {title}
              </Title>
              <Text c="dimmed" size="sm" mt={4}>
                {t('login.about')}
              </Text>
            </div>
            {problem && (
              <Alert color="red" variant="outline" role="alert">
                {t(problem)}
              </Alert>
            )}
            <SignInForm key={mode} registering={registering} onSignedIn={() => navigate(next, { replace: true })} />
            <ProviderButtons providers={options?.providers ?? []} next={next} />
            {(registering || options?.registration !== 'closed') && (
              <Text size="sm" ta="center">
                {registering ? t('login.have_account') : t('login.no_account')}{' '}
                <Anchor component={Link} href={(registering ? '/login' : '/register') + keepNext} underline="always">
                  {registering ? t('login.sign_in') : t('login.register')}
                </Anchor>
              </Text>
            )}
          </Stack>
        </Paper>
      </Stack>
    </Box>
  );
}
