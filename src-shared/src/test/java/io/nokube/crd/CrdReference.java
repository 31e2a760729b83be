package io.nokube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The resource's fields as a page for people, from its schema.
final class CrdReference {
    private static final String HEAD = """
            # NoKubeApp, field by field

            <!-- Generated from k8s/crd by CrdReferenceTest; run it with -Dgolden.update to write it anew. -->

            `image` alone is enough; everything else has a default. `kubectl explain nokubeapp.spec` says the same.

            ```yaml
            apiVersion: nokube.io/v1
            kind: NoKubeApp
            metadata: {name: shop}
            spec: {image: "ghcr.io/acme/shop:1.4.2"}
            ```
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private CrdReference() {}

    /// @param crd the CustomResourceDefinition
    static String of(JsonNode crd) {
        JsonNode schema = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties");
        CrdReference reference = new CrdReference();
        reference.part("spec", "What an app should be", schema.path("spec"));
        reference.part("status", "What has become of it (written by NoKube)", schema.path("status"));
        return reference.page.toString();
    }

    private void part(String name, String title, JsonNode schema) {
        page.append("\n## ").append(title).append("\n\n| field | type | meaning |\n| --- | --- | --- |\n");
        List<String> rules = new ArrayList<>();
        fields(name, schema, rules);
        if (!rules.isEmpty()) {
            page.append("\nRefused, with these words:\n\n");
            rules.forEach(rule -> page.append("- ").append(rule).append('\n'));
        }
    }

    private void fields(String path, JsonNode schema, List<String> rules) {
        schema.path("x-kubernetes-validations")
                .forEach(rule -> rules.add("`%s`: %s".formatted(path, cell(rule.path("message")))));
        schema.path("properties").properties().forEach(property -> {
            String name = path + "." + property.getKey();
            JsonNode field = property.getValue();
            page.append("| `%s` | %s | %s |\n".formatted(name, type(field), meaning(field)));
            fields(name, field, rules);
            fields(name + "[]", field.path("items"), rules);
        });
    }

    private static String type(JsonNode field) {
        String type = field.path("x-kubernetes-int-or-string").asBoolean()
                ? "quantity"
                : field.path("type").asText("object");
        return switch (type) {
            case "array" -> "list of " + type(field.path("items"));
            case "object" -> field.has("additionalProperties") ? "map of strings" : "object";
            default -> field.path("format").asText(type);
        };
    }

    private static String meaning(JsonNode field) {
        StringBuilder meaning = new StringBuilder(cell(field.path("description")));
        if (field.has("enum")) {
            List<String> words = new ArrayList<>();
            field.get("enum").forEach(word -> words.add("`" + word.asText() + "`"));
            meaning.append(" One of ").append(String.join(", ", words)).append('.');
        }
        if (field.has("minimum") && field.has("maximum")) {
            meaning.append(" From %s to %s."
                    .formatted(
                            field.get("minimum").asText(), field.get("maximum").asText()));
        }
        if (field.path("default").isValueNode()) {
            meaning.append(" Default: `%s`.".formatted(field.get("default").asText()));
        }
        return meaning.toString();
    }

    private static String cell(JsonNode text) {
        return text.asText().replace("|", "\\|").replace('\n', ' ').replace("<", "&lt;");
    }
}
