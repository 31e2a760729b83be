import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { signInOptionsQuery } from '../../api/queries';
import { useWords } from '../../i18n';

/** Accounts elsewhere that can be linked; nothing where no provider is configured. */
export function WaysIn() {
  const { t } = useWords();
  const providers = useQuery(signInOptionsQuery).data?.providers ?? [];
  if (providers.length === 0) {
    return null;
  }
  return (
    <Stack component="section" aria-labelledby="ways">
      <div>
        <Title order={2} fz={18} id="ways">
          {t('ways.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('ways.hint')}
        </Text>
      </div>
      <Group>
        {providers.map(({ id, name, url }) => (
          <Button key={id} component="a" variant="default" href={`${url}?link=true&return_to=/account`}>
            {t('ways.link', { name })}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
