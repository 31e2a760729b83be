package io.nokube.build.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a user builds and deploys together, under one name.
///
/// @param autoBuild whether a push to the default branch starts builds
public record Project(
        int id,
        String name,
        @Nullable String description,
        String repositoryUrl,
        @Nullable String framework,
        boolean autoBuild,
        String owner,
        Instant createdAt,
        Instant updatedAt) {}
