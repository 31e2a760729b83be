package io.nokube.monitor.status;

/// A reason and a sentence that says it for this app.
public record Finding(Reason reason, String message) {}
