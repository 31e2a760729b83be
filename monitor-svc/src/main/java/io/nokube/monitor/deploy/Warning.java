package io.nokube.monitor.deploy;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What is likely to go wrong with a deploy that was accepted all the same.
///
/// @param field of the request, as the caller named it or would
@Schema(name = "Warning")
public record Warning(@Schema(examples = "image_name") String field, String message) {}
