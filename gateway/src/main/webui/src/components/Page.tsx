import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useWords } from '../i18n';

interface Props {
  title: string;
  /** Said below the title. */
  about?: ReactNode;
  way?: { to: string; label: string }[];
  actions?: ReactNode;
  beside?: ReactNode;
  children: ReactNode;
}

/** A page with its place, title and actions. The title takes the focus, so that a screen reader says where one is. */
export function Page({ title, about, way = [], actions, beside, children }: Props) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · NoKube`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <Stack gap="lg">
      <Stack gap={6}>
        {way.length > 0 && (
          <Breadcrumbs component="nav" aria-label={t('breadcrumb')} fz="sm" separatorMargin={6}>
            {way.map(({ to, label }) => (
              <Anchor key={to} component={Link} href={to} fz="sm">
                {label}
              </Anchor>
            ))}
          </Breadcrumbs>
        )}
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={6} miw={0}>
            <Group gap="sm" align="center">
              <Title order={1} fz={26} ref={heading} tabIndex={-1} className="nk-h1" style={{ overflowWrap: 'anywhere' }}>
                {title}
              </Title>
              {beside}
            </Group>
            {about && (
              <Text c="dimmed" component="div">
                {about}
              </Text>
            )}
          </Stack>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
      </Stack>
      {children}
    </Stack>
  );
}
