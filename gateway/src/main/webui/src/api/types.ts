/**
 * The shapes of `/api/v1`. They come from the API's own description, `docs/openapi.yaml`, which a test of the services
 * keeps as they are: `npm run types` makes `schema.ts` from it.
 */
import type { components, operations } from './schema';

type Schemas = components['schemas'];

/** What an operation is sent. */
type Body<Id extends keyof operations> = operations[Id] extends { requestBody?: { content: { 'application/json': infer Sent } } } ? Sent : never;

export type Problem = Schemas['Problem'];

/** A page of any list; each has a schema of its own, and all are alike. */
export type Page<T> = Omit<Schemas['PageAuditView'], 'items'> & { items: T[] };

export type User = Schemas['User'];
/** An account as administrators see it. */
export type Account = Schemas['Account'];
export type AuditEvent = Schemas['AuditEvent'];

export type SignInOptions = Schemas['SignInOptions'];
/** Another provider of accounts; `url` is where a browser goes to sign in with it. */
export type SignInProvider = Schemas['SignInProvider'];

export type Build = Schemas['Build'];
export type BuildStatus = Build['status'];
export type BuildError = Schemas['BuildError'];
export type Step = Schemas['BuildStep'];
export type StepStatus = Step['status'];
/** What a `step` event carries. */
export type StepEvent = Schemas['BuildStepEvent'];
/** What a `log` event carries. */
export type BuildLogEvent = Schemas['BuildLogEvent'];

export type Project = Schemas['Project'];
export type NewProject = Body<'createProject'>;
export type NewBuild = Body<'startBuild'>;
export type RepositoryBranches = Schemas['RepositoryBranches'];

export type Deployment = Schemas['Deployment'];
export type DeploymentStatus = Deployment['status'];
export type DeploymentError = Schemas['DeploymentError'];
export type Warning = Schemas['Warning'];
export type DeployRequest = Body<'deploy'>;
export type Exposure = NonNullable<DeployRequest['exposure_type']>;
export type ServiceType = NonNullable<DeployRequest['service_type']>;

/** What a deploy would do. */
export type DryRun = Schemas['DryRun'];
export type ObjectChange = Schemas['ObjectChange'];
export type FieldChange = Schemas['FieldChange'];
export type Revision = Schemas['Revision'];

/** What a `pod` event carries; `phase` as Kubernetes has it, or `Deleted`. */
export type PodEvent = Schemas['PodEvent'];
/** What a `kubernetes_event` event carries. */
export type KubernetesEvent = Schemas['KubernetesEvent'];
/** What a `log` event of an app carries. */
export type LogLine = Schemas['LogLine'];

export type ProjectQuota = Schemas['ProjectQuota'];
export type Platform = Schemas['Platform'];
export type PlatformService = Schemas['PlatformService'];
export type PlatformCheck = Schemas['PlatformCheck'];
