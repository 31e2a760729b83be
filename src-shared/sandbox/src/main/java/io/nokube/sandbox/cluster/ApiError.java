package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.sandbox.schema.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an API server refuses, as the `Status` object it answers with.
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient List<Cause> causes;
    private final transient @Nullable About about;

    /// What a refusal is about, for `details`.
    ///
    /// @param kind a plural, or a kind where the object itself is wrong
    private record About(String group, String kind, String name) {}

    ApiError(int code, String reason, String message, List<Cause> causes) {
        this(code, reason, message, causes, null);
    }

    private ApiError(int code, String reason, String message, List<Cause> causes, @Nullable About about) {
        super(message);
        this.about = about;
        this.code = code;
        this.reason = reason;
        this.causes = List.copyOf(causes);
    }

    static ApiError notFound(Kind kind, String name) {
        return about(404, "NotFound", kind.resource() + " \"" + name + "\" not found", kind, name);
    }

    static ApiError alreadyExists(Kind kind, String name) {
        return about(409, "AlreadyExists", kind.resource() + " \"" + name + "\" already exists", kind, name);
    }

    static ApiError conflict(Kind kind, String name) {
        String message = "Operation cannot be fulfilled on " + kind.resource() + " \"" + name
                + "\": the object has been modified; please apply your changes to the latest version and try again";
        return about(409, "Conflict", message, kind, name);
    }

    /// A deletion or an update that was meant for another object than the one that is there now.
    static ApiError otherThanExpected(Kind kind, String name, String what, String expected, String actual) {
        String message = "Operation cannot be fulfilled on " + kind.resource() + " \"" + name + "\": the " + what
                + " in the precondition (" + expected + ") does not match the " + what + " in record (" + actual
                + "). The object might have been deleted and then recreated";
        return about(409, "Conflict", message, kind, name);
    }

    private static ApiError about(int code, String reason, String message, Kind kind, String name) {
        return new ApiError(code, reason, message, List.of(), new About(kind.group(), kind.plural(), name));
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message, List.of());
    }

    static ApiError invalid(Kind kind, String name, List<Cause> causes) {
        String type = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
        StringBuilder message = new StringBuilder(type + " \"" + name + "\" is invalid: ");
        List<String> texts = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
        message.append(texts.size() == 1 ? texts.getFirst() : texts.toString());
        return new ApiError(422, "Invalid", message.toString(), causes, new About(kind.group(), kind.kind(), name));
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
        if (about == null && causes.isEmpty()) {
            return status;
        }
        ObjectNode details = status.putObject("details");
        if (about != null) {
            details.put("name", about.name()).put("kind", about.kind());
            if (!about.group().isEmpty()) {
                details.put("group", about.group());
            }
        }
        ArrayNode list = causes.isEmpty() ? Json.array() : details.putArray("causes");
        for (Cause cause : causes) {
            list.addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field());
        }
        return status;
    }
}
