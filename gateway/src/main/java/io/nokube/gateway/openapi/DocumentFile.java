package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.gateway.openapi.Part.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `./nokube openapi`: writes the one document into a file, of what the build of each service left of its own.
public final class DocumentFile {
    /// As the gateway puts them together.
    private static final List<Map.Entry<Owner, String>> MODULES = List.of(
            Map.entry(Owner.GATEWAY, "gateway"),
            Map.entry(Owner.BUILD, "build-svc"),
            Map.entry(Owner.MONITOR, "monitor-svc"));

    private DocumentFile() {}

    /// @param arguments the folder of the project, and the file to write
    public static void main(String... arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Files.writeString(Path.of(arguments[1]), DocumentText.yaml(merged(root)));
    }

    private static ObjectNode merged(Path root) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<Owner, String> module : MODULES) {
            Path own = root.resolve(module.getValue()).resolve("target/openapi/openapi.json");
            parts.add(new Part(module.getKey(), (ObjectNode) new ObjectMapper().readTree(Files.readString(own))));
        }
        return OpenApiMerge.merge(parts);
    }
}
