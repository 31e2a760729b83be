package io.nokube.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the API offers, read from its own description, so that an operation that is added is tried as well.
final class Operations {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private Operations() {}

    /// @param path with the ids of things that exist
    /// @param ofThing whether it is about one thing, which belongs to somebody
    record Operation(String method, String path, boolean secured, boolean ofThing) {
        /// The service behind the gateway that answers it; the gateway where none is.
        Service service() {
            if (isUnder("projects", "builds", "repositories")) {
                return Service.BUILD;
            }
            return isUnder("deploy", "quotas") ? Service.MONITOR : Service.GATEWAY;
        }

        /// A body that is valid, so that nothing but who asks keeps it from being done.
        String body() {
            if (path.endsWith("/rollback")) {
                return "{\"revision\": 1}";
            }
            return path.endsWith("/scale") ? "{\"replicas\": 2}" : "{}";
        }

        private boolean isUnder(String... names) {
            return Arrays.stream(names).anyMatch(name -> path.startsWith("/api/v1/" + name));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /// @param ids by the beginning of the path, what stands for the parameter behind it
    static List<Operation> in(JsonNode document, Map<String, String> ids) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                fill(path.getKey(), ids),
                                !operation.getValue().path("security").isEmpty(),
                                path.getKey().contains("{")))));
        return operations;
    }

    private static String fill(String path, Map<String, String> ids) {
        String id = ids.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("1");
        return path.replaceAll("\\{[^}]+}", id);
    }
}
