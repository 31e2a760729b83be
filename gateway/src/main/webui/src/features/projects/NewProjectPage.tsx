import { Box, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { post } from '../../api/client';
import { queryClient } from '../../api/queries';
import type { NewProject, Project } from '../../api/types';
import { useFieldErrors } from '../../components/field-errors';
import { useFocusOnError } from '../../components/focus';
import { Page } from '../../components/Page';
import { Trouble } from '../../components/states';
import { useDraft } from '../../components/storage';
import { useWords } from '../../i18n';
import { RepositoryState } from './RepositoryState';
import { nameFromRepository, projectNameHint, repositoryHint, type Hint } from './services';

const EMPTY = { repository_url: '', name: '', description: '' };

export default function NewProjectPage() {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const draft = useDraft('nokube.draft.project', EMPTY);
  const [changed, setChanged] = useState<Record<string, boolean>>({});
  const named = useRef(draft.value.name !== '');
  const create = useMutation({
    mutationFn: (project: NewProject) => post<Project>('/projects', project),
    onSuccess: (project) => {
      draft.forget();
      void queryClient.invalidateQueries({ queryKey: ['projects'] });
      navigate(`/projects/${project.id}`, { replace: true });
    },
  });
  const fields = useFieldErrors(create.error);
  useFocusOnError(create.error);
  useEffect(() => setChanged({}), [create.error]);

  const set = (field: keyof typeof EMPTY, value: string) => {
    setChanged((before) => ({ ...before, [field]: true }));
    const suggestion = field === 'repository_url' && !named.current ? { name: nameFromRepository(value) } : {};
    if (field === 'name') {
      named.current = value !== '';
    }
    draft.set({ ...suggestion, [field]: value });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { repository_url, name, description } = draft.value;
    create.mutate({ name, repository_url, ...(description.trim() ? { description: description.trim() } : {}) });
  };
  /** The API's message until the field is changed, then what can be said while typing. */
  const error = (field: keyof typeof EMPTY, hint: Hint, message: string) =>
    changed[field] ? hint === 'wrong' && message : fields[field];
  const repository = repositoryHint(draft.value.repository_url);
  const name = projectNameHint(draft.value.name);

  return (
    <Page title={t('new_project.title')} about={t('new_project.about')} way={[{ to: '/', label: t('home.title') }]}>
      <Box component="form" onSubmit={submit} className="nk-card" p="lg" maw={680} noValidate>
        <Stack>
          <TextInput
            label={t('new_project.repository')}
            description={t('new_project.repository.hint')}
            placeholder="https://github.com/owner/repository"
            name="repository_url"
            type="url"
            required
            autoFocus
            spellCheck={false}
            value={draft.value.repository_url}
            rightSection={repository === 'ok' ? <Check size={18} color="var(--nk-ok)" aria-label={t('looks_right')} /> : null}
            error={error('repository_url', repository, t('new_project.repository.wrong'))}
            onChange={(event) => set('repository_url', event.currentTarget.value.trim())}
          />
          <RepositoryState url={draft.value.repository_url} />
          <TextInput
            label={t('new_project.name')}
            description={t('new_project.name.hint')}
            name="name"
            required
            maxLength={60}
            spellCheck={false}
            value={draft.value.name}
            rightSection={name === 'ok' ? <Check size={18} color="var(--nk-ok)" aria-label={t('looks_right')} /> : null}
            error={error('name', name, t('new_project.name.wrong'))}
            onChange={(event) => set('name', event.currentTarget.value)}
          />
          <Textarea
            label={t('new_project.description')}
            name="description"
            autosize
            minRows={2}
            value={draft.value.description}
            error={!changed.description && fields.description}
            onChange={(event) => set('description', event.currentTarget.value)}
          />
          {create.error && Object.keys(fields).length === 0 && <Trouble error={create.error} />}
          <Group justify="flex-end">
            <Button component={Link} href="/" variant="default">
              {t('cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('new_project.create')}
            </Button>
          </Group>
        </Stack>
      </Box>
    </Page>
  );
}
