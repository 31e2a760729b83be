package io.nokube.build.store;

import io.nokube.build.Build;

/// A build as it is after its event number `seq`.
public record BuildSnapshot(Build build, int seq) {}
