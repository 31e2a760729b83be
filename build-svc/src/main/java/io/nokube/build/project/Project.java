package io.nokube.build.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a user builds and deploys together, under one name.
public record Project(
        int id,
        String name,
        @Nullable String description,
        String repositoryUrl,
        @Nullable String framework,
        String owner,
        Instant createdAt,
        Instant updatedAt) {}
