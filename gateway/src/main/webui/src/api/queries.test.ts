import { queryOptions } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { queryClient, told } from './queries';

it('drops the answer to an older question when a stream tells something newer', async () => {
  let answer = (_: string) => {};
  const thing = queryOptions({ queryKey: ['thing'], queryFn: () => new Promise<string>((resolve) => (answer = resolve)) });
  const { queryKey } = thing;
  queryClient.setQueryData(queryKey, 'building');
  const asked = queryClient.fetchQuery({ ...thing, staleTime: 0 });
  told(thing, (before) => `${before}, then success`);
  answer('building');
  await asked;
  expect(queryClient.getQueryData(queryKey)).toBe('building, then success');
});
