package io.nokube.build.store;

import io.nokube.build.BuildId;
import io.nokube.build.BuildStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which builds a list shows.
///
/// @param owner null for those of everybody
public record BuildFilter(
        @Nullable String owner,
        @Nullable Integer projectId,
        @Nullable String serviceName,
        @Nullable BuildStatus status) {
    /// This filter as a condition of HQL, with a `:name` for each parameter.
    String condition(@Nullable BuildId before) {
        List<String> conditions = new ArrayList<>(List.of("true = true"));
        parameters(before).keySet().forEach(name -> conditions.add(CONDITIONS.get(name)));
        return String.join(" and ", conditions);
    }

    Map<String, Object> parameters(@Nullable BuildId before) {
        Map<String, Object> parameters = new HashMap<>();
        put(parameters, "owner", owner);
        put(parameters, "projectId", projectId);
        put(parameters, "serviceName", serviceName);
        put(parameters, "status", status == null ? null : status.word());
        put(parameters, "before", before == null ? null : before.value());
        return parameters;
    }

    private static final Map<String, String> CONDITIONS = Map.of(
            "owner", "owner = :owner",
            "projectId", "projectId = :projectId",
            "serviceName", "serviceName = :serviceName",
            "status", "status = :status",
            "before", "id < :before");

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
