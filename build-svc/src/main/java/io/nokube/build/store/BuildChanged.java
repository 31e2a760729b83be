package io.nokube.build.store;

import io.nokube.build.BuildId;

/// Fired once something that happened to a build is in the database.
///
/// @param accepted whether it is new, and waits to be sent
public record BuildChanged(BuildId build, boolean accepted) {}
