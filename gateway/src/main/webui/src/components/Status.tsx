import { appLook, buildLook, stepLook, type Tone } from '../status';
import { useWords } from '../i18n';
import type { BuildStatus, DeploymentStatus, StepStatus } from '../api/types';

export function Pill({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span className={`nk-pill nk-tone-${tone}`}>
      <span className="nk-dot" aria-hidden />
      {label}
    </span>
  );
}

/** A state that a newer API may have and this console not yet know is shown by its own name. */
export function BuildPill({ status }: { status: BuildStatus }) {
  const { t } = useWords();
  const look = buildLook[status];
  return <Pill tone={look?.tone ?? 'quiet'} label={look ? t(look.label) : status} />;
}

export function StepPill({ status }: { status: StepStatus }) {
  const { t } = useWords();
  const look = stepLook[status];
  return <Pill tone={look?.tone ?? 'quiet'} label={look ? t(look.label) : status} />;
}

export function AppPill({ status }: { status: DeploymentStatus }) {
  const { t } = useWords();
  const look = appLook[status];
  return <Pill tone={look?.tone ?? 'quiet'} label={look ? t(look.label) : status} />;
}
