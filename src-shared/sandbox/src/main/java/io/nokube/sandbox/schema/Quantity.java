package io.nokube.sandbox.schema;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Map;

/// A Kubernetes quantity such as `250m`, `0.5`, `1Gi` or `12e6`, as CEL rules know it.
public record Quantity(BigDecimal amount) implements Comparable<Quantity> {

    private static final Pattern SYNTAX =
            Pattern.compile("([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,3}|)");

    private static final Map<String, Integer> POWERS_OF_TEN =
            Map.of("", 0, "n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

    private static final String BINARY_PREFIXES = "KMGTPE";

    static boolean isQuantity(String text) {
        return SYNTAX.matcher(text).matches();
    }

    public static Quantity parse(String text) {
        var matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("quantities must match the regular expression of Kubernetes: " + text);
        }
        return new Quantity(new BigDecimal(matcher.group(1)).multiply(factor(matcher.group(2))));
    }

    private static BigDecimal factor(String suffix) {
        if (suffix.endsWith("i")) {
            int power = BINARY_PREFIXES.indexOf(suffix.charAt(0)) + 1;
            return BigDecimal.valueOf(1024).pow(power);
        }
        var known = POWERS_OF_TEN.get(suffix);
        int power = known == null ? Integer.parseInt(suffix.substring(1)) : known;
        return BigDecimal.ONE.scaleByPowerOfTen(power);
    }

    boolean isInteger() {
        return amount.stripTrailingZeros().scale() <= 0 && amount.toBigInteger().bitLength() < Long.SIZE;
    }

    long asInteger() {
        return amount.longValueExact();
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }
}
