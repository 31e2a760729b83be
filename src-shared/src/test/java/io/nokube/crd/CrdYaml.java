package io.nokube.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Generates the CRD from the annotated model, and adds what the annotations cannot say.
final class CrdYaml {
    private static final String HEADER =
            "# Generated from io.nokube.crd by CrdYamlTest; change the model, then run it" + " with -Dgolden.update.\n";
    private static final String DNS_SUBDOMAIN = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";
    /// Bounds what the CEL rules on a quantity may cost.
    private static final int QUANTITY_LENGTH = 32;

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    private CrdYaml() {}

    static String generate() {
        try {
            ObjectNode crd = (ObjectNode) YAML.readTree(fromAnnotations());
            ((ObjectNode) crd.at("/spec/names")).putArray("categories").add("nokube");
            ObjectNode version = (ObjectNode) crd.at("/spec/versions/0");
            ((ObjectNode) version.at("/schema/openAPIV3Schema"))
                    .put("description", "An app that NoKube runs: spec.image alone is enough.");
            completeSpec((ObjectNode) version.at("/schema/openAPIV3Schema/properties/spec"));
            completeStatus((ObjectNode) version.at("/schema/openAPIV3Schema/properties/status"));
            ((ObjectNode) version.at("/schema/openAPIV3Schema"))
                    .putArray("required")
                    .add("spec");
            version.set("additionalPrinterColumns", printerColumns());
            tidy(crd);
            return HEADER + YAML.writeValueAsString(crd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fromAnnotations() {
        var bytes = new ByteArrayOutputStream();
        new CRDGenerator()
                .withOutput(new SingleOutput(bytes))
                .withParallelGenerationEnabled(false)
                .customResourceClasses(NoKubeApp.class)
                .forCRDVersions("v1")
                .generate();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void completeSpec(ObjectNode spec) {
        spec.put("description", "What the app should be.");
        for (String path : List.of(
                "exposure",
                "exposure/properties/tls",
                "resources",
                "resources/properties/requests",
                "resources/properties/limits",
                "healthCheck",
                "healthCheck/properties/liveness",
                "healthCheck/properties/readiness",
                "rollback")) {
            property(spec, path).putObject("default");
        }
        for (String kind : List.of("requests", "limits")) {
            property(spec, "resources/properties/" + kind + "/properties/cpu").put("maxLength", QUANTITY_LENGTH);
            property(spec, "resources/properties/" + kind + "/properties/memory")
                    .put("maxLength", QUANTITY_LENGTH);
        }
        property(spec, "storage/properties/size").put("maxLength", QUANTITY_LENGTH);
        ((ObjectNode) property(spec, "env").get("additionalProperties")).put("maxLength", 32768);
        for (String list : List.of("command", "args")) {
            property(spec, list).put("x-kubernetes-list-type", "atomic");
            ((ObjectNode) property(spec, list).get("items")).put("maxLength", 32768);
        }
        property(spec, "secretRefs").put("x-kubernetes-list-type", "set");
        ((ObjectNode) property(spec, "secretRefs").get("items"))
                .put("minLength", 1)
                .put("maxLength", 253)
                .put("pattern", DNS_SUBDOMAIN);
    }

    private static void completeStatus(ObjectNode status) {
        status.put("description", "What the app is, as the reconciler last saw it.");
        ObjectNode conditions = property(status, "conditions");
        conditions.put("x-kubernetes-list-type", "map");
        conditions.putArray("x-kubernetes-list-map-keys").add("type");
        ObjectNode item = (ObjectNode) conditions.at("/items/properties");
        ((ObjectNode) item.get("lastTransitionTime")).put("format", "date-time");
        ((ObjectNode) item.get("observedGeneration")).put("format", "int64");
        property(status, "observedGeneration").put("format", "int64");
        property(status, "revision").put("format", "int64");
        property(status, "lastGoodRevision").put("format", "int64");
        ((ObjectNode) item.get("status"))
                .putArray("enum")
                .add("True")
                .add("False")
                .add("Unknown");
        property(status, "endpoints").put("x-kubernetes-list-type", "atomic");
    }

    /// The generator sees a rule of a record's component twice (field and accessor), and writes bounds as doubles.
    private static void tidy(JsonNode node) {
        if (node.get("x-kubernetes-validations") instanceof ArrayNode rules) {
            Set<JsonNode> distinct = new LinkedHashSet<>();
            rules.forEach(distinct::add);
            rules.removeAll().addAll(distinct);
        }
        for (String bound : List.of("minimum", "maximum")) {
            if (node.has(bound)) {
                ((ObjectNode) node).put(bound, node.get(bound).asLong());
            }
        }
        node.forEach(CrdYaml::tidy);
    }

    private static ObjectNode property(ObjectNode schema, String path) {
        JsonNode found = schema.at("/properties/" + path);
        if (found instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalStateException("The model has no " + path);
    }

    private static JsonNode printerColumns() {
        return YAML.valueToTree(List.of(
                column("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status", 0),
                column("Replicas", "integer", ".status.readyReplicas", 0, "How many pods are ready"),
                column("Desired", "integer", ".spec.replicas", 0),
                column("Image", "string", ".spec.image", 0),
                column("URL", "string", ".status.url", 0),
                column("Age", "date", ".metadata.creationTimestamp", 0),
                column("Reason", "string", ".status.conditions[?(@.type==\"Ready\")].reason", 1),
                column("Message", "string", ".status.conditions[?(@.type==\"Ready\")].message", 1)));
    }

    private static ObjectNode column(String name, String type, String jsonPath, int priority, String... description) {
        ObjectNode column = YAML.createObjectNode().put("name", name).put("type", type);
        if (description.length > 0) {
            column.put("description", description[0]);
        }
        column.put("jsonPath", jsonPath);
        return priority == 0 ? column : column.put("priority", priority);
    }

    /// The generator writes one file; it is kept in memory.
    private static final class SingleOutput implements CRDGenerator.CRDOutput<OutputStream> {
        private final OutputStream stream;

        SingleOutput(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public OutputStream outputFor(String name) {
            return stream;
        }

        @Override
        public URI crdURI(String name) {
            return Path.of(name).toUri();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
