package io.nokube.build.store;

/// What there is to be done for builds, and in which states.
public enum WorkKind {
    DISPATCH("('pending', 'dispatching')"),
    FOLLOW("('queued', 'building', 'finishing')");

    private final String states;

    WorkKind(String states) {
        this.states = states;
    }

    String states() {
        return states;
    }
}
