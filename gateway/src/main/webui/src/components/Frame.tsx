import { ActionIcon, Anchor, Box, Container, Group, Menu, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Languages, LogOut, Moon, ShieldCheck, Sun, User as UserIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { SessionDialog, useSession } from '../features/login/session';
import { useWords } from '../i18n';

export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  return (
    <>
      <a className="nk-skip" href="#content">
        {t('skip')}
      </a>
      <header className="nk-header">
        <Container size="lg" py={10}>
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <Group gap="lg" wrap="nowrap">
              <Brand />
              <Box component="nav" aria-label={t('nav')} visibleFrom="xs">
                <NavLink to="/" label={t('nav.projects')} />
              </Box>
            </Group>
            <Group gap={4} wrap="nowrap">
              <LanguageMenu />
              <SchemeButton />
              <UserMenu />
            </Group>
          </Group>
        </Container>
      </header>
      <Container size="lg" py="xl" component="main" id="content" tabIndex={-1} style={{ outline: 'none' }}>
        {children}
      </Container>
      <SessionDialog />
    </>
  );
}

export function Brand() {
  return (
    <Anchor component={Link} href="/" underline="never" c="inherit" aria-label="NoKube">
      <Group gap={8} wrap="nowrap">
        <img src="/favicon.svg" width={28} height={28} alt="" />
        <Text fw={700} fz="lg" component="span">
          NoKube
        </Text>
      </Group>
    </Anchor>
  );
}

function NavLink({ to, label }: { to: string; label: string }) {
  const [location] = useLocation();
  return (
    <Link href={to} className="nk-nav-link" aria-current={location === to ? 'page' : undefined}>
      {label}
    </Link>
  );
}

export function LanguageMenu() {
  const { t, language, setLanguage } = useWords();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('language')}>
          <Languages size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item lang="en" onClick={() => setLanguage('en')} fw={language === 'en' ? 700 : 400}>
          English
        </Menu.Item>
        <Menu.Item lang="fr" onClick={() => setLanguage('fr')} fw={language === 'fr' ? 700 : 400}>
          Français
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function SchemeButton() {
  const { t } = useWords();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={dark ? t('scheme.light') : t('scheme.dark')}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <Sun size={19} /> : <Moon size={19} />}
    </ActionIcon>
  );
}

function UserMenu() {
  const { t } = useWords();
  const { user, isAdmin, signOut } = useSession();
  const [, navigate] = useLocation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('user.menu', { name: user.username })}>
          <UserIcon size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.username}</Menu.Label>
        <Menu.Item leftSection={<UserIcon size={16} />} onClick={() => navigate('/account')}>
          {t('user.account')}
        </Menu.Item>
        {isAdmin && (
          <Menu.Item leftSection={<ShieldCheck size={16} />} onClick={() => navigate('/admin')}>
            {t('user.admin')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<LogOut size={16} />} onClick={signOut}>
          {t('user.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
