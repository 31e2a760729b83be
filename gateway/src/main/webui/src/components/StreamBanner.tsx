import { Box } from '@mantine/core';
import type { StreamState } from '../events/stream';
import { useWords } from '../i18n';

/** Says when what is shown may be behind; nothing while all is well. */
export function StreamBanner({ state }: { state: StreamState }) {
  const { t } = useWords();
  return (
    <div role="status" className="nk-banner-place">
      {state === 'reconnecting' && (
        <Box className="nk-banner nk-tone-warn" py="xs" fz="sm">
          {t('stream.reconnecting')}
        </Box>
      )}
    </div>
  );
}
