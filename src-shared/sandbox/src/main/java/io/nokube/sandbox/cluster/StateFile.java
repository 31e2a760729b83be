package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Keeps the objects between two starts, so that a user finds the apps of yesterday.
final class StateFile {
    private final Path file;
    private long written = -1;

    StateFile(Path file) {
        this.file = file;
    }

    void restore(Kinds kinds, Objects objects) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            JsonNode state = Json.read(Files.readAllBytes(file));
            long version = state.path("version").asLong();
            // Definitions first: they say of what kind the rest is.
            for (boolean definitions : List.of(true, false)) {
                for (JsonNode object : state.path("objects")) {
                    kinds.byKind(
                                    object.path("apiVersion").asText(),
                                    object.path("kind").asText())
                            .filter(kind -> kind.equals(Kinds.DEFINITION) == definitions)
                            .ifPresent(kind -> objects.restore(kind, (ObjectNode) object, version));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void write(Objects objects) {
        List<ObjectNode> all;
        long version;
        synchronized (objects) {
            version = objects.version();
            all = objects.everything();
        }
        if (version == written) {
            return;
        }
        ObjectNode state = Json.object().put("version", version);
        ArrayNode array = state.putArray("objects");
        all.forEach(array::add);
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, Json.write(state));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            written = version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
