package io.nokube.gateway.auth;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What registering and signing in answer.
@RegisterForReflection
@Schema(name = "SignedIn")
public record SignedInView(UserView user, TokenView token) {}
