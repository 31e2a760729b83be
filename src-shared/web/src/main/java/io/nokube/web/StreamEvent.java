package io.nokube.web;

/// One Server-Sent Event.
///
/// @param id what a client that reconnects sends as `Last-Event-ID`
/// @param name the event's type, such as `status`
/// @param data written as JSON
/// @param last whether the stream ends after it
public record StreamEvent(String id, String name, Object data, boolean last) {}
