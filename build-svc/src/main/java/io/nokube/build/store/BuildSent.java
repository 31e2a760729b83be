package io.nokube.build.store;

import io.nokube.build.Build;
import java.time.Instant;

/// Fired once it is in the database that GitHub took a build's run.
///
/// @param at when GitHub said so
public record BuildSent(Build build, Instant at) {}
