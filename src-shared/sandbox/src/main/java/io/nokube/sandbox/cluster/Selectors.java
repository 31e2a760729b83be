package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Label and field selectors of list and watch requests.
final class Selectors {
    private static final Pattern SET = Pattern.compile("([^\\s!]+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
    private static final Pattern COMPARISON = Pattern.compile("([^\\s!=]+)\\s*(==|=|!=)\\s*(.*)");

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9_./]*");

    private Selectors() {}

    static Predicate<JsonNode> labels(String selector) {
        Predicate<JsonNode> all = object -> true;
        for (String part : split(selector)) {
            Predicate<JsonNode> one = requirement(part.strip());
            all = all.and(object -> one.test(object.path("metadata").path("labels")));
        }
        return all;
    }

    static Predicate<JsonNode> fields(String selector) {
        Predicate<JsonNode> all = object -> true;
        for (String part : selector.split(",")) {
            Matcher matcher = COMPARISON.matcher(part.strip());
            if (!matcher.matches()) {
                continue;
            }
            String[] path = matcher.group(1).split("\\.");
            boolean equal = !matcher.group(2).equals("!=");
            String wanted = matcher.group(3);
            all = all.and(object -> equal == at(object, path).equals(wanted));
        }
        return all;
    }

    /// Whether `labels` fit the `matchLabels` and `matchExpressions` of a selector in a spec.
    static boolean matches(JsonNode selector, JsonNode labels) {
        return selector.path("matchLabels").properties().stream()
                .allMatch(entry -> labels.path(entry.getKey()).equals(entry.getValue()));
    }

    private static String at(JsonNode object, String[] path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }
        return node.asText("");
    }

    private static Predicate<JsonNode> requirement(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
            boolean in = set.group(2).equals("in");
            String name = set.group(1);
            return labels ->
                    labels.has(name) ? in == values.contains(labels.path(name).asText()) : !in;
        }
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            String name = comparison.group(1);
            String value = comparison.group(3).strip();
            boolean equal = !comparison.group(2).equals("!=");
            return labels ->
                    equal == (labels.has(name) && labels.path(name).asText().equals(value));
        }
        String key = text.startsWith("!") ? text.substring(1).strip() : text;
        if (!KEY.matcher(key).matches()) {
            throw ApiError.badRequest("unable to parse requirement: found '" + text + "', expected: identifier");
        }
        return text.startsWith("!") ? labels -> !labels.has(text.substring(1).strip()) : labels -> labels.has(text);
    }

    /// Splits at commas that are not inside parentheses.
    private static List<String> split(String selector) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < selector.length(); i++) {
            char c = selector.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(selector.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(selector.substring(start));
        parts.removeIf(String::isBlank);
        return parts;
    }
}
