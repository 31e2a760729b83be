package io.nokube.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrdYamlTest {
    private static final Path FILE =
            Path.of(System.getProperty("nokube.root", "..")).resolve("k8s/crd/nokubeapps.nokube.io.yaml");

    @Test
    void shippedFileIsTheModel() throws IOException {
        String generated = CrdYaml.generate();
        String shipped = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (System.getProperty("golden.update") != null && !generated.equals(shipped)) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, generated);
        }
        assertThat(shipped).as("%s (rewrite it with -Dgolden.update)", FILE).isEqualTo(generated);
    }

    @Test
    void everyFieldIsExplained() throws IOException {
        JsonNode crd = new ObjectMapper(new YAMLFactory()).readTree(CrdYaml.generate());
        List<String> unexplained = new ArrayList<>();
        collect(crd.at("/spec/versions/0/schema/openAPIV3Schema"), "", unexplained);
        assertThat(unexplained).isEmpty();
    }

    private static void collect(JsonNode schema, String path, List<String> unexplained) {
        schema.path("properties").properties().forEach(property -> {
            String name = path + "/" + property.getKey();
            if (property.getValue().path("description").asText().isBlank()) {
                unexplained.add(name);
            }
            collect(property.getValue(), name, unexplained);
        });
        if (schema.has("items")) {
            collect(schema.get("items"), path + "[]", unexplained);
        }
    }
}
