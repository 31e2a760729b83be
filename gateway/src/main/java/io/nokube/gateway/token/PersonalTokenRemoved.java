package io.nokube.gateway.token;

/// A personal access token of `username` was taken back, here: what was remembered of it is not true any more.
public record PersonalTokenRemoved(String username) {}
