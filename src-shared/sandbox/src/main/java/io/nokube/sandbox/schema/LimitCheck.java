package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks one value, without what is inside it, against its [Limits].
final class LimitCheck {

    private static final BigDecimal INT32_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal INT32_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);

    private final List<Cause> causes = new ArrayList<>();
    private final JsonNode value;
    private final Limits limits;
    private final String path;

    private LimitCheck(JsonNode value, Limits limits, String path) {
        this.value = value;
        this.limits = limits;
        this.path = path;
    }

    static List<Cause> check(JsonNode value, Limits limits, String path) {
        var check = new LimitCheck(value, limits, path);
        check.enumeration();
        switch (value.getNodeType()) {
            case STRING -> check.text(value.textValue());
            case NUMBER -> check.number(value.decimalValue());
            case ARRAY -> check.size(limits.minItems(), limits.maxItems(), "items");
            case OBJECT -> check.size(limits.minProperties(), limits.maxProperties(), "properties");
            case BOOLEAN, NULL, BINARY, MISSING, POJO -> {}
        }
        return check.causes;
    }

    private void enumeration() {
        var allowed = limits.enumeration();
        if (allowed.isEmpty() || allowed.stream().anyMatch(this::isSame)) {
            return;
        }
        var names = allowed.stream().map(JsonNode::toString).collect(Collectors.joining(", "));
        causes.add(Cause.notSupported(path, value.toString(), names));
    }

    private boolean isSame(JsonNode allowed) {
        return allowed.isNumber() && value.isNumber()
                ? allowed.decimalValue().compareTo(value.decimalValue()) == 0
                : allowed.equals(value);
    }

    private void text(String text) {
        int length = text.codePointCount(0, text.length());
        if (limits.minLength() != null && length < limits.minLength()) {
            invalid("should be at least " + limits.minLength() + " chars long");
        }
        if (limits.maxLength() != null && length > limits.maxLength()) {
            causes.add(Cause.tooLong(path, limits.maxLength()));
        }
        if (limits.pattern() != null && !limits.pattern().matcher(text).find()) {
            invalid("should match '" + limits.pattern().pattern() + "'");
        }
        if ("date-time".equals(limits.format()) && !isDateTime(text)) {
            invalid("must be of type date-time: " + value);
        }
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void number(BigDecimal number) {
        int above = compare(number, limits.minimum());
        if (above < 0 || above == 0 && limits.minimum() != null && limits.exclusiveMinimum()) {
            invalid("should be greater than " + orEqual(limits.exclusiveMinimum()) + limits.minimum());
        }
        int below = compare(number, limits.maximum());
        if (below > 0 || below == 0 && limits.maximum() != null && limits.exclusiveMaximum()) {
            invalid("should be less than " + orEqual(limits.exclusiveMaximum()) + limits.maximum());
        }
        if (limits.multipleOf() != null && number.remainder(limits.multipleOf()).signum() != 0) {
            invalid("should be a multiple of " + limits.multipleOf());
        }
        if ("int32".equals(limits.format()) && (number.compareTo(INT32_MAX) > 0 || number.compareTo(INT32_MIN) < 0)) {
            invalid("must be of type int32: \"integer\"");
        }
    }

    /// 0 where there is no limit.
    private static int compare(BigDecimal number, @Nullable BigDecimal limit) {
        return limit == null ? 0 : number.compareTo(limit);
    }

    private static String orEqual(boolean exclusive) {
        return exclusive ? "" : "or equal to ";
    }

    private void size(@Nullable Long minimum, @Nullable Long maximum, String what) {
        if (minimum != null && value.size() < minimum) {
            invalid("should have at least " + minimum + " " + what);
        }
        if (maximum != null && value.size() > maximum) {
            causes.add(Cause.tooMany(path, value.size(), maximum));
        }
    }

    private void invalid(String what) {
        causes.add(Cause.invalid(path, value.toString(), path + " in body " + what));
    }
}
