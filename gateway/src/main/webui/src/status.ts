import type { Key } from './i18n';
import type { BuildStatus, DeploymentStatus, StepStatus } from './api/types';

export type Tone = 'ok' | 'busy' | 'bad' | 'quiet' | 'warn';

interface Look {
  tone: Tone;
  label: Key;
}

/** Every state that the API names, how it is called and how it looks. */
export const buildLook: Record<BuildStatus, Look> = {
  pending: { tone: 'busy', label: 'build.status.pending' },
  building: { tone: 'busy', label: 'build.status.building' },
  cancelling: { tone: 'warn', label: 'build.status.cancelling' },
  success: { tone: 'ok', label: 'build.status.success' },
  failed: { tone: 'bad', label: 'build.status.failed' },
  cancelled: { tone: 'quiet', label: 'build.status.cancelled' },
};

export const stepLook: Record<StepStatus, Look> = {
  pending: { tone: 'quiet', label: 'step.status.pending' },
  in_progress: { tone: 'busy', label: 'step.status.in_progress' },
  success: { tone: 'ok', label: 'step.status.success' },
  failed: { tone: 'bad', label: 'step.status.failed' },
  skipped: { tone: 'quiet', label: 'step.status.skipped' },
  cancelled: { tone: 'quiet', label: 'step.status.cancelled' },
};

export const appLook: Record<DeploymentStatus, Look> = {
  pending: { tone: 'busy', label: 'app.status.pending' },
  deploying: { tone: 'busy', label: 'app.status.deploying' },
  running: { tone: 'ok', label: 'app.status.running' },
  failed: { tone: 'bad', label: 'app.status.failed' },
  stopped: { tone: 'quiet', label: 'app.status.stopped' },
};
