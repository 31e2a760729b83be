package io.nokube.build.push;

/// Whom GitHub vouches for: a job of NoKube's workflow in the builds repository.
///
/// @param runId the run that the job is part of
record JobIdentity(long runId) {}
