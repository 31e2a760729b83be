package io.nokube.sandbox.github;

import java.time.Instant;
import java.util.Map;

/// A dispatch that made a run, as it was received.
public record Dispatch(long runId, String repository, String ref, Map<String, String> inputs, Instant receivedAt) {}
