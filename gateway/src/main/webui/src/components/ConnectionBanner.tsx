import { Box } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { isReached, onReach } from '../api/reach';
import { useWords } from '../i18n';

/** Said on every page while NoKube does not answer. A browser that has no network may reach it all the same. */
export function ConnectionBanner() {
  const { t } = useWords();
  const reached = useSyncExternalStore(onReach, isReached);
  return (
    <div role="status" className="nk-connection">
      {!reached && (
        <Box className="nk-tone-warn" py={6} px="md" ta="center" fz="sm">
          {t(navigator.onLine ? 'unreachable' : 'offline')}
        </Box>
      )}
    </div>
  );
}
