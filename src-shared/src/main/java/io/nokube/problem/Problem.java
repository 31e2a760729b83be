package io.nokube.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error as it leaves NoKube (`application/problem+json`, RFC 9457), with NoKube's two members `errors` and
/// `trace_id`.
///
/// @param errors every violated field, not only the first; empty where the problem is not about fields
/// @param traceId what to look for in the logs, or null where the request carried no trace
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors", "trace_id"})
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        List<FieldError> errors,
        @JsonProperty("trace_id") @Nullable String traceId) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemType type, @Nullable String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null, List.of(), null);
    }

    public static Problem of(ProblemType type, List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().field() + " " + errors.getFirst().message()
                : errors.size() + " fields are invalid";
        return new Problem(type.uri(), type.title(), type.status(), detail, null, List.copyOf(errors), null);
    }

    /// This problem at the path `instance`, findable by `traceId`.
    public Problem at(String instance, @Nullable String traceId) {
        return new Problem(type, title, status, detail, instance, errors, traceId);
    }
}
