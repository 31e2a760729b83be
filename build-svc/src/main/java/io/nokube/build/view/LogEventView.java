package io.nokube.build.view;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The data of a `log` event, which the database writes as JSON (`EventLog`): told here for the API's description.
///
/// @param lines how many there are in `text`, each with its line break
@Schema(name = "BuildLogEvent")
@RegisterForReflection
public record LogEventView(String buildId, String step, int lines, String text) {}
