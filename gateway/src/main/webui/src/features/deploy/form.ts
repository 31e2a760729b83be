import type { Build, DeployRequest, Exposure, Project, ServiceType } from '../../api/types';
import { toRecord, type Pair } from '../../components/Pairs';

/** The form as it is typed: a number that is being written is a text. */
export interface DeployForm {
  service_name: string;
  image_name: string;
  service_type: ServiceType;
  exposure_type: Exposure;
  container_port: string;
  service_port: string;
  replicas: string;
  cpu_request: string;
  cpu_limit: string;
  memory_request: string;
  memory_limit: string;
  env_vars: Pair[];
  secrets: Pair[];
  /** Whether secrets were given before, which nobody can read back: they stay as they are unless new ones are given. */
  has_secrets: boolean;
  remove_secrets: boolean;
  custom_domain: string;
  custom_path: string;
  enable_https: boolean;
  health_check_enabled: boolean;
  readiness_check_path: string;
  liveness_check_path: string;
  health_check_port: string;
  readiness_initial_delay: string;
  liveness_initial_delay: string;
  health_check_period: string;
  health_check_timeout: string;
  health_check_failure_threshold: string;
  storage_size: string;
  storage_path: string;
  enable_autoscaling: boolean;
  min_replicas: string;
  max_replicas: string;
  target_cpu_percent: string;
  command: string;
  args: string;
}

export const emptyDeploy: DeployForm = {
  service_name: '',
  image_name: '',
  service_type: 'web',
  exposure_type: 'external',
  container_port: '3000',
  service_port: '8000',
  replicas: '2',
  cpu_request: '100m',
  cpu_limit: '500m',
  memory_request: '256Mi',
  memory_limit: '512Mi',
  env_vars: [],
  secrets: [],
  has_secrets: false,
  remove_secrets: false,
  custom_domain: '',
  custom_path: '',
  enable_https: false,
  health_check_enabled: true,
  readiness_check_path: '',
  liveness_check_path: '',
  health_check_port: '',
  readiness_initial_delay: '',
  liveness_initial_delay: '',
  health_check_period: '',
  health_check_timeout: '',
  health_check_failure_threshold: '',
  storage_size: '',
  storage_path: '',
  enable_autoscaling: false,
  min_replicas: '1',
  max_replicas: '10',
  target_cpu_percent: '70',
  command: '',
  args: '',
};

type TextField = { [K in keyof DeployForm]: DeployForm[K] extends string ? K : never }[keyof DeployForm];

/** What is empty unless somebody wants it: left out then, so that the API's default holds. */
const OPTIONAL_NUMBERS = [
  'health_check_port', 'readiness_initial_delay', 'liveness_initial_delay', 'health_check_period', 'health_check_timeout', 'health_check_failure_threshold',
] as const satisfies readonly TextField[];
const OPTIONAL_TEXTS = ['custom_domain', 'custom_path', 'readiness_check_path', 'liveness_check_path', 'storage_size', 'storage_path'] as const satisfies readonly TextField[];

/** The image of a build, by its digest where that is known: a tag may point elsewhere tomorrow. */
export function imageOf(build: Build): string {
  return build.image_digest ? `${build.image_full_name}@${build.image_digest}` : build.image_full_name;
}

/** `ghcr.io/amzhm/testuser-myapp-frontend:latest@sha256:…` is called `testuser-myapp-frontend:latest`. */
export function imageTitle(image: string): string {
  const last = image.split('/').at(-1) ?? image;
  const [name = '', digest] = last.split('@');
  return name.includes(':') || !digest ? name : `${name}@${digest.slice(0, 19)}…`;
}

/** Words of a command line, as a shell would part them: quotes keep words together. */
export function words(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']+|"(?:\\.|[^"\\])*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, (_, double?: string, single?: string) => single ?? (double ?? '').replace(/\\(.)/g, '$1')),
  );
}

/** A whole number, or the text itself: then the API says what is wrong with it, beside the field. */
function number(text: string): number {
  const trimmed = text.trim();
  return (/^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed === '' ? undefined : trimmed) as number;
}

export function toRequest(form: DeployForm, project: Project): DeployRequest {
  const body: DeployRequest = {
    project_id: project.id,
    project_name: project.name,
    username: project.owner,
    service_name: form.service_name,
    image_name: form.image_name,
    service_type: form.service_type,
    exposure_type: form.exposure_type,
    container_port: number(form.container_port),
    service_port: number(form.service_port),
    cpu_request: form.cpu_request,
    cpu_limit: form.cpu_limit,
    memory_request: form.memory_request,
    memory_limit: form.memory_limit,
    env_vars: toRecord(form.env_vars),
    health_check_enabled: form.health_check_enabled,
  };
  const secrets = toRecord(form.secrets);
  if (Object.keys(secrets).length > 0 || form.remove_secrets) {
    body.secrets = secrets;
  }
  if (form.exposure_type === 'external' && form.enable_https) {
    body.enable_https = true;
  }
  for (const field of OPTIONAL_TEXTS) {
    if (form[field] !== '' && (!field.startsWith('custom_') || form.exposure_type === 'external')) {
      body[field] = form[field];
    }
  }
  for (const field of OPTIONAL_NUMBERS) {
    if (form[field] !== '') {
      body[field] = number(form[field]);
    }
  }
  if (form.enable_autoscaling) {
    body.enable_autoscaling = true;
    body.min_replicas = number(form.min_replicas);
    body.max_replicas = number(form.max_replicas);
    body.target_cpu_percent = number(form.target_cpu_percent);
  } else {
    body.replicas = number(form.replicas);
  }
  for (const field of ['command', 'args'] as const) {
    if (form[field].trim() !== '') {
      body[field] = words(form[field]);
    }
  }
  return body;
}

/** The exposure that a type of service begins with. */
export function usualExposure(type: ServiceType): Exposure {
  return ({ web: 'external', api: 'internal', worker: 'none' } as const)[type];
}

/** Which folded part of the form a field is in, so that it opens when something in it is wrong. */
export function partOf(field: string): string | null {
  if (/^(health|readiness|liveness)/.test(field)) {
    return 'health';
  }
  if (/^storage/.test(field)) {
    return 'storage';
  }
  if (/^(enable_autoscaling|min_replicas|max_replicas|target_cpu)/.test(field)) {
    return 'autoscaling';
  }
  return /^(command|args)/.test(field) ? 'command' : /^(service_port|service_type)/.test(field) ? 'network' : null;
}

/** The fields in which a form that was kept differs from how it starts: those somebody has changed before a reload. */
export function changedFields(start: DeployForm, kept: DeployForm): Set<string> {
  const names = Object.keys(start) as (keyof DeployForm)[];
  return new Set(names.filter((name) => JSON.stringify(start[name]) !== JSON.stringify(kept[name])));
}

/** What is said beside the fields: all that was refused, else what is wrong with what somebody has changed here. */
export function shownErrors(
  live: Record<string, string>,
  refused: Record<string, string> | null,
  touched: ReadonlySet<string>,
): Record<string, string> {
  if (refused) {
    return refused;
  }
  const isTouched = (field: string) => touched.has(field) || touched.has(field.split('.')[0] ?? field);
  return Object.fromEntries(Object.entries(live).filter(([field]) => isTouched(field)));
}
