package io.nokube.build.store;

/// What a repeated request is known by: the caller's `Idempotency-Key`, and the hash of what was asked with it.
public record RequestKey(String key, String requestHash) {}
