package io.nokube.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a client that was written for one OpenAPI document may stumble over with a later one. Pure.
///
/// Own code, since openapi-diff does not see a changed `type` in the schemas of OpenAPI 3.1 (its issues 745 and 910). A
/// new value of an enumeration that is answered does not count: clients have to expect some they do not know.
final class BreakingChanges {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final List<String> LOWER_BOUNDS = List.of("minimum", "minLength", "minItems");
    private static final List<String> UPPER_BOUNDS = List.of("maximum", "maxLength", "maxItems");
    private static final String REFERENCE = "#/components/";

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> found = new ArrayList<>();
    /// The schemas that are being compared, each within the one before it.
    private final Set<String> underWay = new HashSet<>();

    /// In which direction a value goes: what may become narrower when it is answered must not when it is sent.
    private enum Way {
        SENT,
        ANSWERED
    }

    private BreakingChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /// One line for each, empty where there are none.
    static List<String> between(JsonNode before, JsonNode after) {
        BreakingChanges changes = new BreakingChanges(before, after);
        before.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation ->
                                changes.operation(path.getKey(), operation.getKey(), operation.getValue())));
        return List.copyOf(new LinkedHashSet<>(changes.found));
    }

    private void operation(String path, String method, JsonNode was) {
        String where = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        JsonNode is = after.path("paths").path(path).path(method);
        if (is.isMissingNode()) {
            found.add(where + " is gone");
            return;
        }
        if (was.path("security").isEmpty() && !is.path("security").isEmpty()) {
            found.add(where + " needs a caller now");
        }
        parameters(where, was.path("parameters"), is.path("parameters"));
        body(where, was.path("requestBody"), is.path("requestBody"));
        was.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response -> contents(
                        where + " " + response.getKey(),
                        response.getValue(),
                        is.path("responses").path(response.getKey()),
                        Way.ANSWERED));
        was.path("x-events").properties().forEach(event -> {
            JsonNode now = is.path("x-events").path(event.getKey());
            if (now.isMissingNode()) {
                found.add(where + " sends no event " + event.getKey() + " any more");
            } else {
                schema(where + " event " + event.getKey(), event.getValue(), now, Way.ANSWERED);
            }
        });
    }

    private void parameters(String where, JsonNode was, JsonNode is) {
        for (JsonNode parameter : was) {
            JsonNode now = parameter(is, parameter);
            String name = where + " ?" + parameter.path("name").asText();
            if (now.isMissingNode()) {
                found.add(name + " is not taken any more");
            } else {
                schema(name, parameter.path("schema"), now.path("schema"), Way.SENT);
            }
        }
        for (JsonNode parameter : is) {
            boolean wasRequired = parameter(was, parameter).path("required").asBoolean();
            if (parameter.path("required").asBoolean() && !wasRequired) {
                found.add(where + " ?" + parameter.path("name").asText() + " is required now");
            }
        }
    }

    private static JsonNode parameter(JsonNode all, JsonNode like) {
        for (JsonNode one : all) {
            if (one.path("name").equals(like.path("name")) && one.path("in").equals(like.path("in"))) {
                return one;
            }
        }
        return like.path("none");
    }

    private void body(String where, JsonNode was, JsonNode is) {
        if (is.path("required").asBoolean() && !was.path("required").asBoolean()) {
            found.add(where + " needs a body now");
        }
        if (!was.isMissingNode()) {
            contents(where + " body", was, is, Way.SENT);
        }
    }

    private void contents(String where, JsonNode was, JsonNode is, Way way) {
        if (is.isMissingNode()) {
            found.add(where + " is gone");
            return;
        }
        was.path("content").properties().forEach(content -> {
            JsonNode now = is.path("content").path(content.getKey());
            if (now.isMissingNode()) {
                found.add(where + " is not " + content.getKey() + " any more");
            } else {
                schema(where, content.getValue().path("schema"), now.path("schema"), way);
            }
        });
    }

    private void schema(String where, JsonNode referredBefore, JsonNode referredAfter, Way way) {
        JsonNode was = resolved(before, referredBefore);
        JsonNode is = resolved(after, referredAfter);
        // Schemas may have themselves as parts.
        String pair = way + referredBefore.toString() + referredAfter;
        if (!underWay.add(pair)) {
            return;
        }
        parts(where, was, is, way);
        underWay.remove(pair);
    }

    private void parts(String where, JsonNode was, JsonNode is, Way way) {
        types(where, was, is, way);
        if (!was.path("format").equals(is.path("format"))) {
            found.add(where + " has another format");
        }
        values(where, was, is, way);
        if (way == Way.SENT) {
            bounds(where, was, is);
        }
        fields(where, was, is, way);
        for (String part : List.of("items", "additionalProperties")) {
            if (was.path(part).isObject() && is.path(part).isObject()) {
                schema(where + "[]", was.path(part), is.path(part), way);
            }
        }
    }

    /// What a reference names; of a thing or null, the thing, whose types then have `null` among them.
    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        if (reference.startsWith(REFERENCE)) {
            return resolved(document, document.at(reference.substring(1)));
        }
        if (schema.path("anyOf").size() == 2
                && schema.at("/anyOf/1/type").asText().equals("null")) {
            JsonNode thing = resolved(document, schema.at("/anyOf/0")).deepCopy();
            ((com.fasterxml.jackson.databind.node.ObjectNode) thing)
                    .putArray("type")
                    .add(thing.path("type").asText("object"))
                    .add("null");
            return thing;
        }
        return schema;
    }

    private void types(String where, JsonNode was, JsonNode is, Way way) {
        Set<String> earlier = types(was);
        Set<String> now = types(is);
        boolean holds = way == Way.SENT ? holds(now, earlier) : holds(earlier, now);
        if (!holds) {
            found.add(where + " was " + earlier + " and is " + now);
        }
    }

    /// Empty where it may be anything.
    private static Set<String> types(JsonNode schema) {
        Set<String> types = new LinkedHashSet<>();
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(type -> types.add(type.asText()));
        } else if (schema.path("type").isTextual()) {
            types.add(schema.path("type").asText());
        }
        return types;
    }

    /// Whether whatever is one of `types` is one of `all`, too.
    private static boolean holds(Set<String> all, Set<String> types) {
        if (all.isEmpty()) {
            return true;
        }
        return !types.isEmpty()
                && types.stream()
                        .allMatch(type -> all.contains(type) || (type.equals("integer") && all.contains("number")));
    }

    private void values(String where, JsonNode was, JsonNode is, Way way) {
        if (way == Way.ANSWERED && was.has("enum") && !is.has("enum")) {
            found.add(where + " may be anything now");
        }
        if (way == Way.SENT && is.has("enum")) {
            Set<String> taken = new HashSet<>();
            is.path("enum").forEach(value -> taken.add(value.toString()));
            if (!was.has("enum")) {
                found.add(where + " must be one of some values now");
            }
            was.path("enum").forEach(value -> {
                if (!taken.contains(value.toString())) {
                    found.add(where + " does not take " + value + " any more");
                }
            });
        }
    }

    private void bounds(String where, JsonNode was, JsonNode is) {
        for (String bound : LOWER_BOUNDS) {
            if (is.has(bound)
                    && (!was.has(bound)
                            || is.path(bound).asDouble() > was.path(bound).asDouble())) {
                found.add(where + " has another " + bound);
            }
        }
        for (String bound : UPPER_BOUNDS) {
            if (is.has(bound)
                    && (!was.has(bound)
                            || is.path(bound).asDouble() < was.path(bound).asDouble())) {
                found.add(where + " has another " + bound);
            }
        }
        if (is.has("pattern") && !is.path("pattern").equals(was.path("pattern"))) {
            found.add(where + " has another pattern");
        }
    }

    private void fields(String where, JsonNode was, JsonNode is, Way way) {
        was.path("properties").properties().forEach(field -> {
            String name = where + "." + field.getKey();
            JsonNode now = is.path("properties").path(field.getKey());
            if (now.isMissingNode()) {
                found.add(name + (way == Way.SENT ? " is not taken any more" : " is gone"));
            } else {
                schema(name, field.getValue(), now, way);
            }
        });
        JsonNode required = (way == Way.SENT ? is : was).path("required");
        Set<String> known = new HashSet<>();
        (way == Way.SENT ? was : is).path("required").forEach(name -> known.add(name.asText()));
        required.forEach(name -> {
            if (!known.contains(name.asText())) {
                found.add(where + "." + name.asText() + (way == Way.SENT ? " is required now" : " may be missing now"));
            }
        });
    }
}
