package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks the CEL rules of an object whose structure is right.
final class RuleCheck {

    private final List<Cause> causes = new ArrayList<>();

    private RuleCheck() {}

    static List<Cause> check(ObjectNode object, @Nullable ObjectNode old, SchemaNode schema) {
        var check = new RuleCheck();
        check.value(object, old, schema, FieldPath.ROOT);
        return List.copyOf(check.causes);
    }

    private void value(JsonNode value, @Nullable JsonNode old, SchemaNode schema, String path) {
        if (value.isNull()) {
            return;
        }
        if (!schema.rules().isEmpty()) {
            var variables = new HashMap<String, Object>(Map.of(CelCompiler.SELF, CelValues.of(value, schema)));
            if (old != null) {
                variables.put(CelCompiler.OLD_SELF, CelValues.of(old, schema));
            }
            rules(value, schema, variables, path);
        }
        below(value, old, schema, path);
    }

    private void below(JsonNode value, @Nullable JsonNode old, SchemaNode schema, String path) {
        if (value.isObject()) {
            value.forEachEntry((name, field) -> {
                var child = schema.child(name);
                if (child != null) {
                    value(field, old == null ? null : old.get(name), child, FieldPath.child(path, name));
                }
            });
        } else if (value.isArray() && schema.items() != null) {
            for (int i = 0; i < value.size(); i++) {
                value(value.path(i), oldItem(value.path(i), old, schema), schema.items(), FieldPath.item(path, i));
            }
        }
    }

    /// Only the items of a list of type map can be told to be the same as before.
    private static @Nullable JsonNode oldItem(JsonNode item, @Nullable JsonNode old, SchemaNode schema) {
        var kind = schema.listKind();
        if (old == null || !kind.type().equals("map")) {
            return null;
        }
        var key = StructureCheck.keyOf(item, kind);
        for (var candidate : old) {
            if (StructureCheck.keyOf(candidate, kind).equals(key)) {
                return candidate;
            }
        }
        return null;
    }

    private void rules(JsonNode value, SchemaNode schema, Map<String, Object> variables, String path) {
        for (var rule : schema.rules()) {
            if (!rule.transition() || variables.containsKey(CelCompiler.OLD_SELF)) {
                rule(rule, value, variables, path);
            }
        }
    }

    private void rule(CelRule rule, JsonNode value, Map<String, Object> variables, String path) {
        try {
            if (!Boolean.TRUE.equals(rule.program().eval(variables))) {
                causes.add(broken(rule, value, message(rule, variables), path));
            }
        } catch (CelEvaluationException e) {
            var detail = e.getMessage() + " evaluating rule: " + rule.message();
            causes.add(Cause.invalid(fieldOf(path, ""), shown(value), detail));
        }
    }

    private static Cause broken(CelRule rule, JsonNode value, String message, String path) {
        var field = fieldOf(path, rule.fieldPath());
        return switch (rule.reason()) {
            case "FieldValueRequired" -> new Cause(rule.reason(), "Required value: " + message, field);
            case "FieldValueForbidden" -> new Cause(rule.reason(), "Forbidden: " + message, field);
            case "FieldValueDuplicate" -> Cause.duplicate(field, shown(value) + ": " + message);
            default -> Cause.invalid(field, shown(value), message);
        };
    }

    /// The object itself is called `<nil>` by the API server too.
    private static String fieldOf(String path, String below) {
        if (!path.isEmpty()) {
            return path + below;
        }
        return below.isEmpty() ? "<nil>" : below.substring(1);
    }

    /// Falls back to the fixed message where the computed one fails or is blank, as the API server does.
    private static String message(CelRule rule, Map<String, Object> variables) {
        if (rule.messageProgram() == null) {
            return rule.message();
        }
        try {
            var computed = rule.messageProgram().eval(variables).toString();
            return computed.isBlank() || computed.contains("\n") ? rule.message() : computed;
        } catch (CelEvaluationException e) {
            return rule.message();
        }
    }

    private static String shown(JsonNode value) {
        return value.isContainerNode() ? "\"" + JsonType.of(value) + "\"" : value.toString();
    }
}
