package io.nokube.gateway.auth;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What registering and signing in answer.
@RegisterForReflection
public record SignedInView(UserView user, TokenView token) {}
