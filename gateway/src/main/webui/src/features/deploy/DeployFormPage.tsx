import { Anchor, Box, Button, Grid, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Rocket } from 'lucide-react';
import { useMemo, useState, type FormEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { ApiError, post } from '../../api/client';
import { queryClient } from '../../api/queries';
import type { Deployment, Project } from '../../api/types';
import { useFocusOnError } from '../../components/focus';
import { useOnceKey } from '../../components/once';
import { Page } from '../../components/Page';
import { useDraft } from '../../components/storage';
import { useWords } from '../../i18n';
import { Advanced } from './Advanced';
import { ImageFields, NetworkFields, SizeFields, VariableFields } from './DeployFields';
import { changedFields, imageTitle, shownErrors, toRequest, type DeployForm } from './form';
import { PlanCard } from './PlanCard';
import { Refused } from './Refused';
import { Summary } from './Summary';
import { usePlan } from './usePlan';

interface Props {
  draftKey: string;
  start: DeployForm;
  project: Project;
  back: string;
  fixedService: boolean;
  /** What is deployed already and is changed by this. */
  app: Deployment | null;
  /** All that is deployed of the project. */
  others: Deployment[];
}

export function DeployFormPage({ draftKey, start, project, back, fixedService, app, others }: Props) {
  const { t, said } = useWords();
  const [, navigate] = useLocation();
  const draft = useDraft<DeployForm>(draftKey, start, ['secrets']);
  const [touched, setTouched] = useState<ReadonlySet<string>>(() => changedFields(start, draft.value));
  const request = useMemo(() => toRequest(draft.value, project), [draft.value, project]);
  const once = useOnceKey();
  const deploy = useMutation({
    mutationFn: () => post<Deployment>('/deploy', request, { headers: once(request) }),
    onSuccess: (deployed) => {
      draft.forget();
      queryClient.setQueryData(['deployment', deployed.deployment_id], deployed);
      void queryClient.invalidateQueries({ queryKey: ['deployments'] });
      navigate(`/apps/${deployed.deployment_id}`);
    },
  });
  const plan = usePlan(request, draft.value.image_name !== '' && draft.value.service_name !== '');
  const refused = deploy.error instanceof ApiError ? deploy.error.fields : null;
  const errors = useMemo(() => {
    const shown = shownErrors(plan.fields, refused, touched);
    return Object.fromEntries(Object.entries(shown).map(([field, message]) => [field, said(message)]));
  }, [plan.fields, refused, touched, said]);
  useFocusOnError(deploy.error);
  const set = (change: Partial<DeployForm>) => {
    setTouched((before) => new Set([...before, ...Object.keys(change)]));
    draft.set(change);
    if (deploy.error) {
      deploy.reset();
    }
  };
  const fields = { form: draft.value, errors, set };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    deploy.mutate();
  };
  const inTheWay = fixedService ? undefined : others.find((each) => each.service_name === draft.value.service_name);
  return (
    <Page
      title={t('deploy.title', { image: imageTitle(draft.value.image_name) || '…' })}
      about={app ? t('deploy.changes', { name: app.service_name, revision: app.revision }) : t('deploy.about', { project: project.name })}
      way={[
        { to: '/', label: t('home.title') },
        { to: `/projects/${project.id}`, label: project.name },
      ]}
    >
      <form onSubmit={submit} noValidate aria-label={t('deploy.configuration')}>
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack>
              <ImageFields {...fields} fixedService={fixedService} />
              {inTheWay && (
                <Box className="nk-banner nk-tone-warn" role="status" py="sm">
                  <Text fw={650}>{t('deploy.exists', { name: inTheWay.service_name, revision: inTheWay.revision })}</Text>
                  <Text size="sm" c="var(--mantine-color-text)">
                    {t('deploy.exists.hint')}{' '}
                    <Anchor component={Link} href={`/deploy?app=${inTheWay.deployment_id}`} underline="always" fz="sm">
                      {t('deploy.exists.open')}
                    </Anchor>
                  </Text>
                </Box>
              )}
              <SizeFields {...fields} />
              <NetworkFields {...fields} />
              <VariableFields {...fields} />
              <Advanced {...fields} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <div className="nk-side">
              <PlanCard plan={plan} touched={touched.size > 0} />
              <Box className="nk-card" p="lg">
                <Stack>
                  <Title order={2} fz={17}>
                    {t('deploy.summary')}
                  </Title>
                  <Summary form={draft.value} project={project} />
                  {deploy.error && <Refused error={deploy.error} errors={errors} />}
                  <Button type="submit" size="md" loading={deploy.isPending} leftSection={<Rocket size={18} />} fullWidth>
                    {t('deploy.submit')}
                  </Button>
                  <Button component={Link} href={back} variant="default" onClick={draft.forget}>
                    {t('cancel')}
                  </Button>
                </Stack>
              </Box>
            </div>
          </Grid.Col>
        </Grid>
      </form>
    </Page>
  );
}
