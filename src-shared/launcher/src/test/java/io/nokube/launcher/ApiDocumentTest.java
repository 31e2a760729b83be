package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/openapi.yaml`: what the services say by now, what was promised before, and what a client is generated from.
class ApiDocumentTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path WRITTEN = ROOT.resolve("docs/openapi.yaml");
    /// Of the last release; replaced by `docs/openapi.yaml` when there is another one.
    private static final Path RELEASED = Path.of("src/test/openapi/released.yaml");

    @TempDir
    Path folder;

    @Test
    void isWhatTheServicesSay() throws Exception {
        Path now = folder.resolve("openapi.yaml");
        write(now);

        assertThat(Files.readString(WRITTEN))
                .as("`./nokube openapi` writes it anew")
                .isEqualTo(Files.readString(now));
    }

    @Test
    void breaksNoClientOfTheLastRelease() throws IOException {
        assertThat(BreakingChanges.between(read(RELEASED), read(WRITTEN)))
                .as("offer another field, parameter or path beside the old one")
                .isEmpty();
    }

    @Test
    void describesEveryAnswer() throws IOException {
        List<String> vague = new ArrayList<>();
        read(WRITTEN)
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operation.getValue().path("responses").properties().stream()
                                .filter(response -> Set.of("200", "201", "202").contains(response.getKey()))
                                .filter(response ->
                                        response.getValue().at("/content").isEmpty())
                                .forEach(response -> vague.add(
                                        operation.getKey() + " " + path.getKey() + " " + response.getKey()))));

        assertThat(vague).containsExactly("post /api/v1/webhooks/github 202");
    }

    @Test
    void saysOfEveryFieldAndParameterWhatItIs() throws IOException {
        List<String> vague = new ArrayList<>();
        JsonNode document = read(WRITTEN);
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(field ->
                                collectVague(schema.getKey() + "." + field.getKey(), field.getValue(), vague)));
        document.path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("parameters")
                        .forEach(parameter ->
                                collectVague(parameter.path("name").asText(), parameter.path("schema"), vague))));

        // Fields of Kubernetes objects, of whatever type; and what a browser is sent with, which no client generates.
        assertThat(vague).containsExactlyInAnyOrder("FieldChange.before", "FieldChange.after", "return_to", "link");
    }

    @Test
    void showsAnExampleOfEveryRequest() throws IOException {
        JsonNode document = read(WRITTEN);
        List<String> bare = new ArrayList<>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    String schema = operation
                            .at("/requestBody/content/application~1json/schema/$ref")
                            .asText();
                    if (!schema.isEmpty()
                            && !document.at(schema.substring(1)).toString().contains("\"examples\"")) {
                        bare.add(schema);
                    }
                }));

        // Only passwords in the one; the others are NoKube's own workflow's.
        assertThat(bare)
                .containsExactlyInAnyOrder(
                        "#/components/schemas/PasswordRequest",
                        "#/components/schemas/LogChunkPush",
                        "#/components/schemas/BuildResult");
    }

    /// A schema with neither a type nor a reference to one.
    private static void collectVague(String name, JsonNode schema, List<String> vague) {
        boolean told = schema.has("type") || schema.has("$ref") || schema.has("anyOf");
        if (!told
                || (schema.path("type").asText().equals("array")
                        && schema.path("items").isEmpty())) {
            vague.add(name);
        }
    }

    /// With the gateway's own code, which is not on this module's class path.
    private static void write(Path file) throws Exception {
        URL[] gateway = {ROOT.resolve("gateway/target/classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(gateway, ApiDocumentTest.class.getClassLoader())) {
            loader.loadClass("io.nokube.gateway.openapi.DocumentFile")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {ROOT.toString(), file.toString()});
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile());
    }
}
