import { Accordion, Autocomplete, Box, Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Hammer } from 'lucide-react';
import type { FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { post } from '../../api/client';
import { branchesQuery, buildsQuery, projectQuery, queryClient } from '../../api/queries';
import type { Build } from '../../api/types';
import { useFieldErrors } from '../../components/field-errors';
import { useFocusOnError } from '../../components/focus';
import { useOnceKey } from '../../components/once';
import { Page } from '../../components/Page';
import { Pairs } from '../../components/Pairs';
import { Trouble } from '../../components/states';
import { useDraft } from '../../components/storage';
import { useWords } from '../../i18n';
import { emptyBuild, toNewBuild, type BuildForm, type Recipe } from './form';

export default function NewBuildPage({ projectId }: { projectId: number }) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const project = useQuery(projectQuery(projectId));
  const before = useQuery(buildsQuery({ project_id: projectId, limit: 1 })).data?.items[0];
  const draft = useDraft<BuildForm>(`nokube.draft.build.${projectId}`, emptyBuild);
  const form = draft.touched || !before ? draft.value : { ...draft.value, service_name: before.service_name, branch: before.branch };
  const branches = useQuery({ ...branchesQuery(project.data?.repository_url ?? ''), enabled: project.data !== undefined }).data;
  const once = useOnceKey();
  const start = useMutation({
    mutationFn: () => {
      const body = toNewBuild(projectId, form);
      return post<Build>('/builds', body, { headers: once(body) });
    },
    onSuccess: (build) => {
      draft.forget();
      queryClient.setQueryData(['build', build.build_id], build);
      void queryClient.invalidateQueries({ queryKey: ['builds'] });
      navigate(`/builds/${build.build_id}`, { replace: true });
    },
  });
  const fields = useFieldErrors(start.error);
  useFocusOnError(start.error);
  const set = (change: Partial<BuildForm>) => draft.set({ ...form, ...change });
  const text = (field: 'service_name' | 'branch' | 'image_tag' | 'context_path' | 'dockerfile_path') => ({
    name: field,
    value: form[field],
    error: fields[field],
    spellCheck: false,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [field]: event.currentTarget.value.trim() }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  const name = project.data?.name ?? '…';

  return (
    <Page
      title={t('new_build.title')}
      about={t('new_build.about')}
      way={[
        { to: '/', label: t('home.title') },
        { to: `/projects/${projectId}`, label: name },
      ]}
    >
      {project.error && <Trouble error={project.error} />}
      <Box component="form" onSubmit={submit} className="nk-card" p="lg" maw={760} noValidate>
        <Stack>
          <Group grow align="flex-start">
            <TextInput label={t('new_build.service')} description={t('new_build.service.hint')} placeholder="frontend" required autoFocus {...text('service_name')} />
            <Autocomplete
              label={t('new_build.branch')}
              description={branches?.status === 'found' && !branches.complete ? t('new_build.branch.some') : t('new_build.branch.hint')}
              placeholder={branches?.default_branch ?? 'main'}
              data={branches?.branches ?? []}
              limit={100}
              maxDropdownHeight={240}
              {...text('branch')}
              onChange={(branch) => set({ branch: branch.trim() })}
            />
          </Group>
          <Stack gap={6}>
            <Text size="sm" fw={600} id="recipe">
              {t('new_build.recipe')}
            </Text>
            <SegmentedControl
              aria-labelledby="recipe"
              fullWidth
              value={form.recipe}
              onChange={(recipe) => set({ recipe: recipe as Recipe })}
              data={[
                { value: 'repository', label: t('new_build.recipe.repository') },
                { value: 'inline', label: t('new_build.recipe.inline') },
                { value: 'buildpacks', label: t('new_build.recipe.buildpacks') },
              ]}
            />
            <Text size="xs" c="dimmed">
              {t(`new_build.recipe.${form.recipe}.hint`)}
            </Text>
          </Stack>
          {form.recipe === 'repository' && <TextInput label={t('new_build.dockerfile')} placeholder="Dockerfile" {...text('dockerfile_path')} />}
          {form.recipe === 'inline' && (
            <Textarea
              label={t('new_build.content')}
              name="dockerfile_content"
              autosize
              minRows={8}
              classNames={{ input: 'nk-mono' }}
              spellCheck={false}
              placeholder={'FROM node:24-alpine\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nUSER 1000\nCMD ["node", "server.js"]'}
              value={form.dockerfile_content}
              error={fields.dockerfile_content}
              onChange={(event) => set({ dockerfile_content: event.currentTarget.value })}
            />
          )}
          <Accordion variant="separated" chevronPosition="left">
            <Accordion.Item value="more">
              <Accordion.Control>
                <Text size="sm" fw={600}>
                  {t('new_build.more')}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <Stack>
                  <Group grow align="flex-start">
                    <TextInput label={t('new_build.tag')} placeholder="latest" {...text('image_tag')} />
                    <TextInput label={t('new_build.context')} placeholder="." {...text('context_path')} />
                  </Group>
                  <Pairs
                    legend={t('new_build.args')}
                    hint={t('new_build.args.hint')}
                    pairs={form.build_args}
                    onChange={(build_args) => set({ build_args })}
                    field="build_args"
                    errors={fields}
                  />
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
          {start.error && Object.keys(fields).length === 0 && <Trouble error={start.error} />}
          <Group justify="flex-end">
            <Button component={Link} href={`/projects/${projectId}`} variant="default">
              {t('cancel')}
            </Button>
            <Button type="submit" loading={start.isPending} leftSection={<Hammer size={18} />}>
              {t('new_build.start')}
            </Button>
          </Group>
        </Stack>
      </Box>
    </Page>
  );
}
