import { Button, Divider, Stack } from '@mantine/core';
import type { SignInProvider } from '../../api/types';
import { useWords } from '../../i18n';

/** Links and no script: the browser is sent to the provider and comes back. */
export function ProviderButtons({ providers, next }: { providers: SignInProvider[]; next: string }) {
  const { t } = useWords();
  if (providers.length === 0) {
    return null;
  }
  return (
    <Stack gap="sm">
      <Divider label={t('login.or')} />
      {providers.map(({ id, name, url }) => (
        <Button key={id} component="a" variant="default" fullWidth href={`${url}?return_to=${encodeURIComponent(next)}`}>
          {t('login.with', { name })}
        </Button>
      ))}
    </Stack>
  );
}
