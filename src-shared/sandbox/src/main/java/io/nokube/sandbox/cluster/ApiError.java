package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.sandbox.schema.Cause;
import java.util.List;

/// What an API server refuses, as the `Status` object it answers with.
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient List<Cause> causes;

    ApiError(int code, String reason, String message, List<Cause> causes) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.causes = List.copyOf(causes);
    }

    static ApiError notFound(Kind kind, String name) {
        return new ApiError(404, "NotFound", kind.resource() + " \"" + name + "\" not found", List.of());
    }

    static ApiError alreadyExists(Kind kind, String name) {
        return new ApiError(409, "AlreadyExists", kind.resource() + " \"" + name + "\" already exists", List.of());
    }

    static ApiError conflict(Kind kind, String name) {
        String message = "Operation cannot be fulfilled on " + kind.resource() + " \"" + name
                + "\": the object has been modified; please apply your changes to the latest version and try again";
        return new ApiError(409, "Conflict", message, List.of());
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message, List.of());
    }

    static ApiError invalid(Kind kind, String name, List<Cause> causes) {
        StringBuilder message = new StringBuilder(kind.kind() + "." + kind.group() + " \"" + name + "\" is invalid: ");
        List<String> texts = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
        message.append(texts.size() == 1 ? texts.getFirst() : texts.toString());
        return new ApiError(422, "Invalid", message.toString(), causes);
    }

    int code() {
        return code;
    }

    ObjectNode toStatus() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure")
                .put("message", getMessage())
                .put("reason", reason)
                .put("code", code);
        var details = status.putObject("details").putArray("causes");
        for (Cause cause : causes) {
            details.addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field());
        }
        return status;
    }
}
