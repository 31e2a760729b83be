import { Tabs } from '@mantine/core';
import { useLocation, useSearchParams } from 'wouter';
import { Page } from '../../components/Page';
import { NotFound } from '../../components/states';
import { useWords } from '../../i18n';
import { useSession } from '../login/session';
import { AuditLog } from './AuditLog';
import { Platform } from './Platform';
import { Quotas } from './Quotas';
import { Users } from './Users';

const TABS = ['users', 'quotas', 'platform', 'audit'] as const;

/** For administrators; for others there is no such page, as the API has it. */
export default function AdminPage() {
  const { t } = useWords();
  const { isAdmin } = useSession();
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  if (!isAdmin) {
    return <NotFound />;
  }
  const tab = TABS.find((each) => each === search.get('tab')) ?? 'users';
  return (
    <Page title={t('admin.title')} way={[{ to: '/', label: t('home.title') }]}>
      <Tabs value={tab} onChange={(chosen) => navigate(chosen === 'users' || chosen === null ? '/admin' : `/admin?tab=${chosen}`, { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`admin.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="users">
          <Users />
        </Tabs.Panel>
        <Tabs.Panel value="quotas">
          <Quotas />
        </Tabs.Panel>
        <Tabs.Panel value="platform">
          <Platform />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditLog />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
