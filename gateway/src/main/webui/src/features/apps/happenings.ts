/** A pod as a `pod` event tells of it. */
export interface PodState {
  name: string;
  phase: string;
  ready: boolean;
  restarts: number;
  gone: boolean;
  reason: string | null;
}

/** A Kubernetes event. */
export interface Happening {
  time: string | null;
  warning: boolean;
  reason: string;
  message: string;
  object: string;
}

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export function podOf(value: unknown): PodState {
  const pod = isJson(value) ? value : {};
  return {
    name: text(pod.name) ?? text(pod.pod) ?? '?',
    phase: text(pod.phase) ?? text(pod.status) ?? text(pod.state) ?? '',
    ready: pod.ready === true,
    restarts: typeof pod.restarts === 'number' ? pod.restarts : 0,
    gone: pod.deleted === true || pod.gone === true || pod.type === 'DELETED' || pod.status === 'deleted',
    reason: text(pod.reason) ?? text(pod.message),
  };
}

export function happenings(value: unknown): Happening[] {
  if (!isJson(value)) {
    return [];
  }
  const kind = text(value.kind) ?? text(value.object_kind);
  const object = isJson(value.object) ? `${text(value.object.kind) ?? ''}/${text(value.object.name) ?? ''}` : text(value.object);
  const name = text(value.name) ?? text(value.object_name);
  return [
    {
      time: text(value.time) ?? text(value.last_seen) ?? text(value.at) ?? text(value.timestamp),
      warning: value.type === 'Warning',
      reason: text(value.reason) ?? '',
      message: text(value.message) ?? '',
      object: object ?? [kind, name].filter(Boolean).join('/'),
    },
  ];
}
