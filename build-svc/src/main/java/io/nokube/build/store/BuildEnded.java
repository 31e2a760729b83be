package io.nokube.build.store;

import io.nokube.build.Build;

/// Fired once a build's end is in the database.
public record BuildEnded(Build build) {}
