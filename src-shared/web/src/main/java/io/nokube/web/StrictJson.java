package io.nokube.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads a [RequestBody] so that everything that is wrong with it is known at once: fields nobody knows, values of the
/// wrong type, and what the body itself finds.
///
/// Jackson's own strictness stops at the first mistake. So each field is tried alone; those that fail are named and
/// left out, and the body is made and checked from the rest.
public final class StrictJson {
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    /// What of Jackson's words is for whoever writes the program that calls it.
    private static final Pattern ADVICE = Pattern.compile("\\n|: enable `");

    private final ObjectMapper mapper;

    public StrictJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /// Reads `type` from `input`.
    ///
    /// @throws ProblemException 400, naming every violated field, or saying why the body is no JSON object
    public <T extends RequestBody> T read(InputStream input, Class<T> type) throws IOException {
        ObjectNode object = object(input);
        Violations violations = new Violations();
        removeInvalid(object, fields(type), violations);
        T body = mapper.treeToValue(object, type);
        body.check(violations);
        violations.throwIfAny();
        return body;
    }

    private ObjectNode object(InputStream input) throws IOException {
        JsonNode tree;
        try {
            tree = mapper.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(input);
        } catch (JsonProcessingException e) {
            throw malformed("The body is not valid JSON: " + where(e));
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw malformed("The body must be a JSON object.");
    }

    private void removeInvalid(ObjectNode object, Map<String, JavaType> known, Violations violations) {
        var names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            JavaType type = known.get(name);
            if (type == null) {
                violations.add(name, "is not a field of this request");
                names.remove();
            } else if (!isReadable(name, object.path(name), type, violations)) {
                names.remove();
            }
        }
    }

    private boolean isReadable(String name, JsonNode value, JavaType type, Violations violations) {
        try {
            Object ignored = mapper.treeToValue(value, type);
            return true;
        } catch (JsonMappingException e) {
            violations.add(name + path(e), "must be " + describe(type));
            return false;
        } catch (JsonProcessingException e) {
            violations.add(name, "must be " + describe(type));
            return false;
        }
    }

    private Map<String, JavaType> fields(Class<?> type) {
        Map<String, JavaType> fields = new HashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.put(SNAKE_CASE.translate(component.getName()), mapper.constructType(component.getGenericType()));
        }
        return fields;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            path.append(
                    reference.getFieldName() == null
                            ? "[" + reference.getIndex() + "]"
                            : "." + reference.getFieldName());
        }
        return path.toString();
    }

    private static String describe(JavaType type) {
        if (type.isCollectionLikeType()) {
            return "a list, each item " + describe(type.getContentType());
        }
        if (type.isMapLikeType()) {
            return "an object, each value " + describe(type.getContentType());
        }
        if (type.isTypeOrSubTypeOf(Boolean.class)) {
            return "true or false";
        }
        if (type.isTypeOrSubTypeOf(Number.class)) {
            return "a whole number";
        }
        if (type.isEnumType()) {
            return "one of the documented words";
        }
        return type.isTypeOrSubTypeOf(CharSequence.class) ? "a text" : "an object";
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? words(e)
                : words(e) + " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /// Jackson's, but where they speak of itself.
    private static String words(JsonProcessingException e) {
        return switch (e) {
            case JsonEOFException end -> "It ends before it is complete";
            case StreamConstraintsException bound -> "It is nested too deeply, or one of its values is too long";
            case MismatchedInputException more -> "Something follows its end";
            default -> e.getOriginalMessage() == null ? "It is unreadable" : ADVICE.split(e.getOriginalMessage(), 2)[0];
        };
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED, detail);
    }
}
