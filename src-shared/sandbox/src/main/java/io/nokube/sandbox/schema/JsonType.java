package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;

/// The types of JSON values under the names that schemas use.
final class JsonType {

    private JsonType() {}

    static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> isInteger(value) ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }

    static boolean fits(JsonNode value, SchemaNode schema) {
        if (schema.intOrString()) {
            return value.isTextual() || isInteger(value);
        }
        var type = schema.type();
        return type.isEmpty() || type.equals(of(value)) || type.equals("number") && value.isNumber();
    }

    static String expected(SchemaNode schema) {
        return schema.intOrString() ? "integer,string" : schema.type();
    }

    /// 2.0 is an integer too.
    static boolean isInteger(JsonNode value) {
        return value.isIntegralNumber()
                || value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
    }
}
