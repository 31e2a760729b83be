package io.nokube.build;

/// What the image is made from.
public sealed interface Recipe {
    /// A Dockerfile in the repository, at `path` from its root.
    record RepositoryDockerfile(String path) implements Recipe {}

    /// A Dockerfile that came with the request.
    record InlineDockerfile(String content) implements Recipe {}

    /// No Dockerfile: Cloud Native Buildpacks find out by themselves.
    record Buildpacks() implements Recipe {}
}
