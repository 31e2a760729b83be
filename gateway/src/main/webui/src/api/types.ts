/** The shapes of `/api/v1`, field for field as the API writes them. */

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

export interface User {
  username: string;
  email: string;
  roles: string[];
  created_at: string;
}

/** An account as administrators see it. */
export interface Account extends User {
  disabled: boolean;
}

export interface AuditEvent {
  id: number;
  at: string;
  kind: string;
  username: string | null;
  address: string | null;
  detail: string | null;
}

/** Another provider of accounts; `url` is where a browser goes to sign in with it. */
export interface SignInProvider {
  id: string;
  name: string;
  url: string;
}

export interface SignInOptions {
  registration: 'open' | 'closed';
  providers: SignInProvider[];
}

export interface Project {
  id: number;
  name: string;
  description: string | null;
  repository_url: string;
  framework: string | null;
  owner: string;
  created_at: string;
  updated_at: string;
  last_build: Build | null;
  auto_build?: boolean;
}

export interface NewProject {
  name: string;
  repository_url: string;
  description?: string;
}

export type BuildStatus = 'pending' | 'building' | 'cancelling' | 'success' | 'failed' | 'cancelled';
export type StepStatus = 'pending' | 'in_progress' | 'success' | 'failed' | 'skipped' | 'cancelled';

export interface Step {
  name: string;
  status: StepStatus;
  started_at: string | null;
  completed_at: string | null;
}

export interface BuildError {
  category: string;
  message: string;
  hint: string;
  step: string | null;
  log_excerpt: string | null;
}

export interface Build {
  build_id: string;
  project_id: number;
  service_name: string;
  status: BuildStatus;
  image_full_name: string;
  image_digest: string | null;
  branch: string;
  commit_sha: string | null;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
  duration: number | null;
  estimated_duration: number | null;
  queue_position: number | null;
  steps: Step[];
  run_url: string | null;
  logs_url: string | null;
  error: BuildError | null;
  retry_of: string | null;
  requested_by: string;
}

export interface StepEvent extends Step {
  build_id: string;
  number: number;
}

export interface NewBuild {
  project_id: number;
  service_name: string;
  branch?: string;
  has_dockerfile?: boolean;
  dockerfile_path?: string;
  dockerfile_content?: string;
  context_path?: string;
  image_tag?: string;
  build_args?: Record<string, string>;
  platforms?: string[];
}

export type DeploymentStatus = 'pending' | 'deploying' | 'running' | 'failed' | 'stopped';

export interface DeploymentError {
  category: string;
  message: string;
  hint: string;
  log_excerpt?: string | null;
}

export interface Deployment {
  deployment_id: string;
  revision: number;
  project_id: number | null;
  project_name: string;
  service_name: string;
  namespace: string;
  status: DeploymentStatus;
  image_name: string;
  replicas_ready: number;
  replicas_total: number;
  manifests_generated: string[];
  access_url: string | null;
  internal_url: string | null;
  created_at: string;
  updated_at: string;
  error: DeploymentError | null;
}

export type Exposure = 'external' | 'internal' | 'none';
export type ServiceType = 'web' | 'api' | 'worker';

export interface DeployRequest {
  project_id: number;
  project_name: string;
  username?: string;
  service_name: string;
  image_name: string;
  service_type?: ServiceType;
  exposure_type?: Exposure;
  container_port?: number;
  service_port?: number;
  replicas?: number;
  cpu_request?: string;
  cpu_limit?: string;
  memory_request?: string;
  memory_limit?: string;
  env_vars?: Record<string, string>;
  secrets?: Record<string, string>;
  custom_domain?: string;
  custom_path?: string;
  enable_https?: boolean;
  health_check_enabled?: boolean;
  liveness_check_path?: string;
  readiness_check_path?: string;
  health_check_port?: number;
  liveness_initial_delay?: number;
  readiness_initial_delay?: number;
  health_check_period?: number;
  health_check_timeout?: number;
  health_check_failure_threshold?: number;
  storage_size?: string;
  storage_path?: string;
  enable_autoscaling?: boolean;
  min_replicas?: number;
  max_replicas?: number;
  target_cpu_percent?: number;
  command?: string[];
  args?: string[];
}
