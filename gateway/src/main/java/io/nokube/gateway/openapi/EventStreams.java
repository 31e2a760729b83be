package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Event streams, of which OpenAPI only knows that they are text. Pure.
final class EventStreams {
    private static final String MEDIA_TYPE = "text/event-stream";

    private EventStreams() {}

    /// Puts text where a service's document tells of the Java type that its framework writes events from.
    static void simplify(ObjectNode operation) {
        operation.path("responses").forEach(response -> {
            if (response.at("/content").get(MEDIA_TYPE) instanceof ObjectNode content && tellsOfJava(content)) {
                content.putObject("schema").put("type", "string").put("description", "Server-Sent Events");
            }
        });
    }

    private static boolean tellsOfJava(ObjectNode content) {
        for (Map.Entry<String, ?> property : content.properties()) {
            if (property.getKey().equals("schema")
                    && String.valueOf(property.getValue()).contains("OutboundSseEvent")) {
                return true;
            }
        }
        return false;
    }
}
