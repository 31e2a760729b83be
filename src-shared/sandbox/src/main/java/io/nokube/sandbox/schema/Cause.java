package io.nokube.sandbox.schema;

/// One thing that is wrong with an object, as `metav1.StatusCause`.
///
/// @param reason such as `FieldValueInvalid`
/// @param message what follows the field in the API server's sentence
/// @param field such as `spec.ports[0].name`
public record Cause(String reason, String message, String field) {

    static Cause required(String field) {
        return new Cause("FieldValueRequired", "Required value", field);
    }

    static Cause invalid(String field, String value, String detail) {
        return new Cause("FieldValueInvalid", "Invalid value: " + value + ": " + detail, field);
    }

    /// @param type what `field` has to be
    /// @param actual what it is
    static Cause wrongType(String field, String type, String actual) {
        var message =
                "Invalid value: \"%s\": %s in body must be of type %s: \"%s\"".formatted(actual, field, type, actual);
        return new Cause("FieldValueTypeInvalid", message, field);
    }

    static Cause notSupported(String field, String value, String supported) {
        return new Cause(
                "FieldValueNotSupported", "Unsupported value: " + value + ": supported values: " + supported, field);
    }

    static Cause tooLong(String field, long maximum) {
        return new Cause("FieldValueTooLong", "Too long: may not be more than " + maximum + " bytes", field);
    }

    static Cause tooMany(String field, int actual, long maximum) {
        return new Cause(
                "FieldValueTooMany", "Too many: " + actual + ": must have at most " + maximum + " items", field);
    }

    static Cause duplicate(String field, String value) {
        return new Cause("FieldValueDuplicate", "Duplicate value: " + value, field);
    }
}
