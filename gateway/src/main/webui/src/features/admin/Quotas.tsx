import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { quotasQuery } from '../../api/queries';
import { QuotaBars } from '../../components/QuotaBars';
import { Empty, Loading, Trouble } from '../../components/states';
import { useWords } from '../../i18n';

/** Every project's use of what it may use, the fullest first. */
export function Quotas() {
  const { t } = useWords();
  const quotas = useQuery(quotasQuery);
  if (quotas.isPending) {
    return <Loading />;
  }
  if (!quotas.data) {
    return <Trouble error={quotas.error} retry={() => void quotas.refetch()} />;
  }
  if (quotas.data.items.length === 0) {
    return <Empty title={t('quota.none')} hint={t('quota.none.hint')} />;
  }
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('quota.hint')}
      </Text>
      {quotas.data.items.map((quota) => (
        <Box key={quota.namespace} component="section" className="nk-card" p="md" aria-label={quota.namespace}>
          <Group gap="xs" mb="sm" align="baseline">
            <Title order={2} fz={16}>
              {quota.project_name}
            </Title>
            <Text size="sm" c="dimmed">
              {t('home.owner', { name: quota.owner })}
            </Text>
          </Group>
          <QuotaBars quota={quota} />
        </Box>
      ))}
    </Stack>
  );
}
