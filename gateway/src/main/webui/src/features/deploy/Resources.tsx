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
  const range: [number, number] = [nearest(kind, form[request]), nearest(kind, form[limit])];
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
        onChange={([from, to]) => {
          // Only the thumb that moved writes: the other's text may lie between two steps.
          set({
            ...(from !== range[0] && { [request]: values[from] ?? form[request] }),
            ...(to !== range[1] && { [limit]: values[to] ?? form[limit] }),
          });
        }}
      />
    </Stack>
  );
}
