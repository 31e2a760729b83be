import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { branchesQuery } from '../../api/queries';
import { useWords } from '../../i18n';
import { repositoryHint } from './services';

const SETTLED = 500;

/** What GitHub says about a repository while its address is typed. Never in the way: a private one may be built too. */
export function RepositoryState({ url }: { url: string }) {
  const { t, tn } = useWords();
  const [settled] = useDebouncedValue(url, SETTLED);
  const found = useQuery({ ...branchesQuery(settled), enabled: repositoryHint(settled) === 'ok' }).data;
  if (!found || settled !== url || found.status === 'unknown') {
    return <div role="status" />;
  }
  if (found.status === 'not_public') {
    return (
      <Text size="sm" c="var(--nk-warn)" role="status">
        {t('new_project.repository.hidden')}
      </Text>
    );
  }
  const count = found.complete ? tn('new_project.repository.branches', found.branches.length) : t('new_project.repository.many', { n: found.branches.length });
  return (
    <Text size="sm" c="var(--nk-ok)" role="status">
      {t('new_project.repository.found', { branch: found.default_branch ?? '', count })}
    </Text>
  );
}
