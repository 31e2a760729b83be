import { Box } from '@mantine/core';
import { Trouble } from '../../components/states';
import { useWords } from '../../i18n';

/** What is said beside the fields is not said again; what belongs to no field on the page is. */
export function Refused({ error, errors }: { error: unknown; errors: Record<string, string> }) {
  const { tn } = useWords();
  const count = Object.keys(errors).length;
  if (count === 0) {
    return <Trouble error={error} />;
  }
  return (
    <Box role="alert" className="nk-banner nk-tone-bad" py="xs" px="sm" fz="sm">
      {tn('deploy.wrong', count)}
      <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
        {Object.entries(errors).map(([field, message]) => (
          <li key={field}>
            <b>{field}</b> {message}
          </li>
        ))}
      </ul>
    </Box>
  );
}
