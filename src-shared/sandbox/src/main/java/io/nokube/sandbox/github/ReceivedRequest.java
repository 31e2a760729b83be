package io.nokube.sandbox.github;

import java.time.Instant;
import java.util.Map;

/// A request as it came in. The names of its headers are in lower case.
///
/// @param at when, by the clock that the sandbox was started with
public record ReceivedRequest(
        Instant at, String method, String path, String query, Map<String, String> headers, String body) {}
