package io.nokube.sandbox.github;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds the operation of an OpenAPI document that a request is meant for.
final class DescribedPaths {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private record Described(Pattern pattern, int parameters, JsonNode operations) {}

    private final JsonNode document;
    private final List<Described> paths;

    DescribedPaths(JsonNode document) {
        this.document = document;
        this.paths = document.path("paths").properties().stream()
                .map(DescribedPaths::described)
                .sorted(Comparator.comparingInt(Described::parameters))
                .toList();
    }

    /// Where several paths fit, the one with the most fixed parts is meant.
    Optional<JsonNode> operation(String method, String path) {
        return paths.stream()
                .filter(described -> described.pattern().matcher(path).matches())
                .findFirst()
                .map(described -> described.operations().path(GitHubDescription.lower(method)))
                .filter(JsonNode::isObject);
    }

    List<String> undeclaredParameters(JsonNode operation, @Nullable String query) {
        if (query == null || query.isEmpty()) {
            return List.of();
        }
        var declared = StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(this::follow)
                .filter(parameter -> parameter.path("in").asString("").equals("query"))
                .map(parameter -> parameter.path("name").asString(""))
                .collect(Collectors.toSet());
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.replaceFirst("=.*", ""))
                .filter(name -> !declared.contains(name))
                .map(name -> "query parameter " + name + " is not described")
                .toList();
    }

    JsonNode follow(JsonNode node) {
        var target = node;
        while (target.has("$ref")) {
            target = document.at(target.path("$ref").asString("").substring(1));
        }
        return target;
    }

    private static Described described(Map.Entry<String, JsonNode> path) {
        var expression = new StringBuilder();
        var matcher = PARAMETER.matcher(path.getKey());
        int from = 0;
        int parameters = 0;
        while (matcher.find()) {
            expression.append(Pattern.quote(path.getKey().substring(from, matcher.start())));
            // Only the path of a file runs over several parts.
            expression.append(matcher.group(1).equals("path") ? ".+" : "[^/]+");
            from = matcher.end();
            parameters++;
        }
        expression.append(Pattern.quote(path.getKey().substring(from)));
        return new Described(Pattern.compile(expression.toString()), parameters, path.getValue());
    }
}
