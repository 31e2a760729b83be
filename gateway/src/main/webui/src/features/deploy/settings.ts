import type { Exposure, Revision, ServiceType } from '../../api/types';
import { toPairs } from '../../components/Pairs';
import type { DeployForm } from './form';

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is at `path` of a document, where it is there. */
function at(document: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((value, name) => (isJson(value) ? value[name] : undefined), document);
}

/** The spec of the revision that is current; where none is (nothing ever ran), of the newest one. */
export function currentSpec(revisions: Revision[]): Json | null {
  return (revisions.find((each) => each.current) ?? revisions[0])?.spec ?? null;
}

/** The form that would deploy what the app's spec says; what the spec leaves out stays out. */
export function settingsOf(spec: unknown): Partial<DeployForm> {
  const result: Partial<DeployForm> = {};
  const text = <K extends keyof DeployForm>(field: K, ...path: string[]) => {
    const value = at(spec, ...path);
    if (typeof value === 'string' || typeof value === 'number') {
      result[field] = String(value) as DeployForm[K];
    }
  };
  const flag = <K extends keyof DeployForm>(field: K, ...path: string[]) => {
    const value = at(spec, ...path);
    if (typeof value === 'boolean') {
      result[field] = value as DeployForm[K];
    }
  };
  text('replicas', 'replicas');
  text('container_port', 'containerPort');
  text('service_port', 'servicePort');
  text('cpu_request', 'resources', 'requests', 'cpu');
  text('memory_request', 'resources', 'requests', 'memory');
  text('cpu_limit', 'resources', 'limits', 'cpu');
  text('memory_limit', 'resources', 'limits', 'memory');
  text('custom_domain', 'exposure', 'host');
  const path = at(spec, 'exposure', 'path');
  if (typeof path === 'string' && path !== '/') {
    result.custom_path = path;
  }
  if (Array.isArray(at(spec, 'secretRefs'))) {
    result.has_secrets = (at(spec, 'secretRefs') as unknown[]).length > 0;
  }
  flag('enable_https', 'exposure', 'tls', 'enabled');
  flag('health_check_enabled', 'healthCheck', 'enabled');
  text('health_check_port', 'healthCheck', 'port');
  text('liveness_check_path', 'healthCheck', 'liveness', 'path');
  text('readiness_check_path', 'healthCheck', 'readiness', 'path');
  text('liveness_initial_delay', 'healthCheck', 'liveness', 'initialDelaySeconds');
  text('readiness_initial_delay', 'healthCheck', 'readiness', 'initialDelaySeconds');
  text('health_check_period', 'healthCheck', 'periodSeconds');
  text('health_check_timeout', 'healthCheck', 'timeoutSeconds');
  text('health_check_failure_threshold', 'healthCheck', 'failureThreshold');
  text('storage_size', 'storage', 'size');
  text('storage_path', 'storage', 'mountPath');
  if (isJson(at(spec, 'autoscaling'))) {
    result.enable_autoscaling = true;
    text('min_replicas', 'autoscaling', 'minReplicas');
    text('max_replicas', 'autoscaling', 'maxReplicas');
    text('target_cpu_percent', 'autoscaling', 'targetCpuPercent');
  }
  const type = at(spec, 'type');
  if (type === 'web' || type === 'api' || type === 'worker') {
    result.service_type = type satisfies ServiceType;
  }
  const exposure = at(spec, 'exposure', 'type');
  if (exposure === 'external' || exposure === 'internal' || exposure === 'none') {
    result.exposure_type = exposure satisfies Exposure;
  }
  const env = at(spec, 'env');
  if (isJson(env)) {
    result.env_vars = toPairs(Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])));
  }
  for (const field of ['command', 'args'] as const) {
    const list = at(spec, field);
    if (Array.isArray(list)) {
      result[field] = list.map((word) => quoted(String(word))).join(' ');
    }
  }
  return result;
}

function quoted(word: string): string {
  return /^[^\s"'\\]+$/.test(word) ? word : `"${word.replace(/(["\\])/g, '\\$1')}"`;
}
