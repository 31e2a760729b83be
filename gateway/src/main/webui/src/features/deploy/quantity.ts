export const steps: Record<'cpu' | 'memory', string[]> = {
  cpu: ['50m', '100m', '250m', '500m', '1', '2', '4', '8'],
  memory: ['64Mi', '128Mi', '256Mi', '512Mi', '1Gi', '2Gi', '4Gi', '8Gi'],
};

const FACTORS: Record<string, number> = {
  m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50,
};

/** The number that a Kubernetes quantity stands for; null where it is none. */
export function amount(quantity: string): number | null {
  const [, number, suffix] = /^(\d+(?:\.\d+)?)(m|k|Ki|Mi|Gi|Ti|Pi|M|G|T|P)?$/.exec(quantity.trim()) ?? [];
  const factor = FACTORS[suffix ?? ''];
  return number === undefined || factor === undefined ? null : Number(number) * factor;
}

/** The step that comes nearest to `quantity`, as people see sizes: twice and half are equally far. */
export function nearest(kind: 'cpu' | 'memory', quantity: string): number {
  const wanted = amount(quantity);
  if (wanted === null || wanted <= 0) {
    return 0;
  }
  const distances = steps[kind].map((step) => Math.abs(Math.log((amount(step) ?? 1) / wanted)));
  return distances.indexOf(Math.min(...distances));
}
