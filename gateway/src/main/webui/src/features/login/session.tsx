import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { ApiError, post, SIGNED_OUT } from '../../api/client';
import { meQuery, queryClient } from '../../api/queries';
import type { User } from '../../api/types';
import { Loading, Trouble } from '../../components/states';
import { useWords } from '../../i18n';
import { SignInForm } from './SignInForm';

const Context = createContext<User | null>(null);

/** Shows its children to a signed-in user only; others sign in first and come back to where they wanted to go. */
export function RequireUser({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  const search = useSearch();
  const me = useQuery(meQuery);
  if (me.data) {
    return <Context value={me.data}>{children}</Context>;
  }
  if (me.error instanceof ApiError && me.error.status === 401) {
    const wanted = `${location}${search ? `?${search}` : ''}`;
    return <Redirect to={wanted === '/' ? '/login' : `/login?next=${encodeURIComponent(wanted)}`} replace />;
  }
  return me.error ? <Trouble error={me.error} retry={() => void me.refetch()} /> : <Loading />;
}

export function useSession() {
  const user = useContext(Context);
  const [, navigate] = useLocation();
  if (!user) {
    throw new Error('There is no RequireUser around this component.');
  }
  return {
    user,
    isAdmin: user.roles.includes('admin'),
    signOut() {
      void post('/auth/logout').finally(() => {
        queryClient.clear();
        sessionStorage.clear();
        navigate('/login');
      });
    },
  };
}

/** Only a path of this console's own: anything else would be somebody else's page behind our sign-in. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Where the session ends while somebody works: sign in above the page, and go on with what was being done. */
export function SessionDialog() {
  const { t } = useWords();
  const { user } = useSession();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const show = () => setOver(true);
    window.addEventListener(SIGNED_OUT, show);
    return () => window.removeEventListener(SIGNED_OUT, show);
  }, []);
  return (
    <Modal opened={over} onClose={() => undefined} withCloseButton={false} closeOnEscape={false} title={t('session.over')}>
      <Text size="sm" mb="md">
        {t('session.over.hint')}
      </Text>
      <SignInForm
        username={user.username}
        onSignedIn={() => {
          setOver(false);
          void queryClient.invalidateQueries();
        }}
      />
    </Modal>
  );
}
