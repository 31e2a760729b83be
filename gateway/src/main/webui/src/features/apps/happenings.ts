import type { KubernetesEvent, PodEvent } from '../../api/types';

/** The pods with one `pod` event applied: in the order in which they came, without those that are gone. */
export function withPod(pods: PodEvent[], pod: PodEvent): PodEvent[] {
  if (pod.phase === 'Deleted') {
    return pods.filter((each) => each.name !== pod.name);
  }
  return pods.some((each) => each.name === pod.name) ? pods.map((each) => (each.name === pod.name ? pod : each)) : [...pods, pod];
}

/** The events with one more, the newest first. One that happened again takes the place of what it said before. */
export function withEvent(events: KubernetesEvent[], event: KubernetesEvent, most: number): KubernetesEvent[] {
  const same = (each: KubernetesEvent) => each.object === event.object && each.reason === event.reason && each.message === event.message;
  const all = [event, ...events.filter((each) => !same(each))];
  return all.sort((a, b) => (b.time ?? '').localeCompare(a.time ?? '')).slice(0, most);
}
