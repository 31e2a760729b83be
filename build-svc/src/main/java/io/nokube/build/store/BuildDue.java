package io.nokube.build.store;

import io.nokube.build.BuildId;

/// Fired once it is in the database that something is to be done for a build at once.
public record BuildDue(BuildId build) {}
