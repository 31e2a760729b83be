import { Group, RangeSlider, Stack, TextInput } from '@mantine/core';
import { useWords } from '../../i18n';
import { nearest, steps } from './quantity';
import type { Fields } from './DeployFields';

/** What is asked for and what is allowed at most: by slider, or exactly by text. */
export function Resource({ kind, form, errors, set }: Fields & { kind: 'cpu' | 'memory' }) {
  const { t } = useWords();
  const values = steps[kind];
  const request = `${kind}_request` as const;
  const limit = `${kind}_limit` as const;
  const from = nearest(kind, form[request]);
  // While a limit is being typed it may be none, or too small: its thumb waits at the other one.
  const range: [number, number] = [from, Math.max(from, nearest(kind, form[limit]))];
  return (
    <Stack gap={6}>
      <Group grow align="flex-start">
        <TextInput
          label={t(`deploy.${kind}.request`)}
          name={request}
          value={form[request]}
          error={errors[request]}
          spellCheck={false}
          onChange={(event) => set({ [request]: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={t(`deploy.${kind}.limit`)}
          name={limit}
          value={form[limit]}
          error={errors[limit]}
          spellCheck={false}
          onChange={(event) => set({ [limit]: event.currentTarget.value.trim() })}
        />
      </Group>
      <RangeSlider
        mx={6}
        min={0}
        max={values.length - 1}
        step={1}
        minRange={0}
        value={range}
        label={(index) => values[index]}
        marks={values.map((_, value) => ({ value }))}
        thumbFromLabel={t(`deploy.${kind}.request`)}
        thumbValueText={(index) => values[index] ?? ''}
        thumbToLabel={t(`deploy.${kind}.limit`)}
        onChange={([low, high]) => {
          // Only the thumb that moved writes: the other's text may lie between two steps.
          set({
            ...(low !== range[0] && { [request]: values[low] ?? form[request] }),
            ...(high !== range[1] && { [limit]: values[high] ?? form[limit] }),
          });
        }}
      />
    </Stack>
  );
}
