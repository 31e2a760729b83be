import { Tabs } from '@mantine/core';
import { useLocation, useSearchParams } from 'wouter';
import { Page } from '../../components/Page';
import { NotFound } from '../../components/states';
import { useWords } from '../../i18n';
import { useSession } from '../login/session';
import { AuditLog } from './AuditLog';
import { Users } from './Users';

/** For administrators; for others there is no such page, as the API has it. */
export default function AdminPage() {
  const { t } = useWords();
  const { isAdmin } = useSession();
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  if (!isAdmin) {
    return <NotFound />;
  }
  const tab = search.get('tab') === 'audit' ? 'audit' : 'users';
  return (
    <Page title={t('admin.title')} way={[{ to: '/', label: t('home.title') }]}>
      <Tabs value={tab} onChange={(chosen) => navigate(chosen === 'audit' ? '/admin?tab=audit' : '/admin', { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="users">{t('admin.users')}</Tabs.Tab>
          <Tabs.Tab value="audit">{t('admin.audit')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="users">
          <Users />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditLog />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
