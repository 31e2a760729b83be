package io.nokube.sandbox.github;

import java.util.Map;

/// A request as it came in. The names of its headers are in lower case.
public record ReceivedRequest(String method, String path, String query, Map<String, String> headers, String body) {}
