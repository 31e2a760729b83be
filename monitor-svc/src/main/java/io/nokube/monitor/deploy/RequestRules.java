package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.Quantity;
import io.nokube.validation.Violations;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks that several fields of a [DeployRequest] share.
final class RequestRules {
    static final int MAX_VARIABLES = 200;
    static final int MAX_VALUE = 32768;
    private static final Pattern QUANTITY = Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:m|k|Ki|M|Mi|G|Gi|T|Ti|P|Pi)?");
    private static final Pattern VARIABLE = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");

    private final Violations violations;

    RequestRules(Violations violations) {
        this.violations = violations;
    }

    /// The number that a quantity stands for; null where there is none or it is wrong.
    @Nullable
    Quantity quantity(String field, @Nullable String value, String example) {
        if (value == null) {
            return null;
        }
        Quantity quantity = QUANTITY.matcher(value).matches() && value.length() <= 32 ? Quantity.parse(value) : null;
        if (quantity == null || quantity.getNumericalAmount().signum() <= 0) {
            violations.add(field, "must be a quantity above 0, such as " + example);
            return null;
        }
        return quantity;
    }

    /// A limit may not be below what is asked for.
    void atLeast(String field, @Nullable Quantity limit, String requestField, Quantity request) {
        if (limit != null && limit.getNumericalAmount().compareTo(request.getNumericalAmount()) < 0) {
            violations.add(field, "must be at least " + requestField + ", which is " + request);
        }
    }

    void oneOf(String field, @Nullable String value, List<String> allowed) {
        violations.check(field, value, allowed::contains, "must be one of " + String.join(", ", allowed));
    }

    void path(String field, @Nullable String value, int max) {
        violations.check(field, value, path -> path.startsWith("/"), "must begin with /");
        violations.text(field, value, max);
    }

    void variables(String field, @Nullable Map<String, @Nullable String> variables) {
        if (variables == null) {
            return;
        }
        if (variables.size() > MAX_VARIABLES) {
            violations.add(field, "must have at most " + MAX_VARIABLES + " entries");
        }
        variables.forEach((name, value) -> {
            violations.check(
                    field + "." + name,
                    name,
                    given -> VARIABLE.matcher(given).matches(),
                    "may hold letters, digits and - . _ and may not begin with a digit");
            violations.required(field + "." + name, value);
            violations.check(
                    field + "." + name,
                    value,
                    given -> given.length() <= MAX_VALUE,
                    "must have at most " + MAX_VALUE + " characters");
        });
    }

    void words(String field, @Nullable List<@Nullable String> words) {
        if (words == null) {
            return;
        }
        violations.check(field, words, given -> given.size() <= 100, "must have at most 100 entries");
        violations.check(
                field,
                words,
                given -> given.stream().allMatch(word -> word != null && word.length() <= MAX_VALUE),
                "must hold only texts of at most " + MAX_VALUE + " characters");
    }
}
