package io.nokube.build.store;

import io.nokube.build.BuildId;

/// A build that goes on, and the run that it became.
public record ActiveRun(BuildId build, long runId) {}
