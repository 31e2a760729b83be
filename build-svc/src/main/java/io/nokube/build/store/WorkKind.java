package io.nokube.build.store;

/// What there is to be done for builds, and in which states.
public enum WorkKind {
    /// What may not have reached GitHub.
    DISPATCH("(state in ('pending', 'dispatching') or (state = 'cancelling' and run_id is null))"),
    /// What has a run.
    FOLLOW("(state in ('queued', 'building', 'finishing') or (state = 'cancelling' and run_id is not null))");

    private final String condition;

    WorkKind(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }
}
