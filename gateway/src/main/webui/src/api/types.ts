/**
 * The shapes of `/api/v1`. They come from the API's own description: `openapi.json` is that of a running NoKube
 * (`npm run document`), `schema.ts` is made from it (`npm run types`). What is said here beside it is what that
 * description says in words only, or what an event stream carries, which OpenAPI cannot say.
 */
import type { operations } from './schema';

/** What an operation answers, by its id. */
type Answer<Id extends keyof operations, Status extends number = 200> = operations[Id] extends {
  responses: { [each in Status]: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

/** What an operation is sent. */
type Body<Id extends keyof operations> = operations[Id] extends { requestBody?: { content: { 'application/json': infer Sent } } } ? Sent : never;

/** `T` with closer types of fields that it has; a field that it no longer has is an error. */
type With<T, Closer extends { [K in keyof Closer]: K extends keyof T ? unknown : never }> = Omit<T, keyof Closer> & Closer;

export interface FieldError {
  field: string;
  message: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: FieldError[];
  trace_id?: string;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
  total: number;
}

export type User = Answer<'getMe'>;
/** An account as administrators see it. */
export type Account = Answer<'changeUser'>;

export interface AuditEvent {
  id: number;
  at: string;
  kind: string;
  username: string | null;
  address: string | null;
  detail: string | null;
}

export type SignInOptions = Answer<'getSignInOptions'>;
/** Another provider of accounts; `url` is where a browser goes to sign in with it. */
export type SignInProvider = SignInOptions['providers'][number];

export type BuildStatus = 'pending' | 'building' | 'cancelling' | 'success' | 'failed' | 'cancelled';
export type StepStatus = 'pending' | 'in_progress' | 'success' | 'failed' | 'skipped' | 'cancelled';

type BuildAnswer = Answer<'getBuild'>;
export type Step = With<BuildAnswer['steps'][number], { status: StepStatus }>;
export type BuildError = NonNullable<BuildAnswer['error']>;
export type Build = With<BuildAnswer, { status: BuildStatus; steps: Step[]; error: BuildError | null }>;

/** What a `step` event carries. */
export interface StepEvent extends Step {
  build_id: string;
  number: number;
}

export type Project = With<Answer<'getProject'>, { last_build: Build | null }>;
export type NewProject = Body<'createProject'>;
export type NewBuild = Body<'startBuild'>;
export type RepositoryBranches = Answer<'listBranches'>;

export type DeploymentStatus = 'pending' | 'deploying' | 'running' | 'failed' | 'stopped';
export type Exposure = 'external' | 'internal' | 'none';
export type ServiceType = 'web' | 'api' | 'worker';

type DeploymentAnswer = Answer<'getDeployment'>;
export type DeploymentError = NonNullable<DeploymentAnswer['error']> & { log_excerpt?: string | null };
export type Deployment = With<
  DeploymentAnswer,
  { status: DeploymentStatus; project_id: number | null; access_url: string | null; internal_url: string | null; error: DeploymentError | null }
>;
export type Warning = Deployment['warnings'][number];
export type DeployRequest = With<Body<'deploy'>, { service_type?: ServiceType; exposure_type?: Exposure }>;

type DryRunAnswer = Answer<'deploy'>;
type ObjectAnswer = DryRunAnswer['objects'][number];
export type FieldChange = ObjectAnswer['diff'][number];
export type ObjectChange = With<ObjectAnswer, { action: 'create' | 'update' | 'unchanged' | 'delete' }>;
/** What a deploy would do. */
export type DryRun = With<DryRunAnswer, { objects: ObjectChange[] }>;

export interface Revision {
  revision: number;
  image_name: string;
  created_at: string;
  current: boolean;
  last_good: boolean;
  spec: Record<string, unknown>;
}

/** What a `pod` event carries; `phase` as Kubernetes has it, or `Deleted`. */
export interface PodEvent {
  name: string;
  phase: string;
  ready: boolean;
  restarts: number;
  reason: string | null;
  message: string | null;
}

/** What a `kubernetes_event` event carries. */
export interface KubernetesEvent {
  type: string;
  reason: string;
  message: string;
  object: string;
  count: number;
  time: string | null;
}

export type ProjectQuota = Answer<'listQuotas'>['items'][number];
export type Platform = Answer<'getPlatform'>;
export type PlatformService = Platform['services'][number];
export type PlatformCheck = PlatformService['checks'][number];
