package io.nokube.monitor.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who has set a field, as `metadata.managedFields` says it.
public final class Managers {
    private Managers() {}

    /// The manager other than NoKube that owns the field at `path`, written as in [FieldDiff].
    public static Optional<String> of(HasMetadata object, String path) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry -> !Differ.MANAGER.equals(entry.getManager()))
                .filter(entry -> entry.getFieldsV1() != null)
                .filter(entry -> owns(entry.getFieldsV1().getAdditionalProperties(), path))
                .map(ManagedFieldsEntry::getManager)
                .findFirst();
    }

    /// A field's name may itself hold dots, so that every name that the path could begin with is tried.
    private static boolean owns(Map<?, ?> fields, String path) {
        if (path.isEmpty()) {
            return true;
        }
        return fields.entrySet().stream().anyMatch(entry -> {
            String step = step(String.valueOf(entry.getKey()));
            if (step.isEmpty() || !path.startsWith(step)) {
                return false;
            }
            String rest = path.substring(step.length());
            boolean isWhole = rest.isEmpty() || rest.startsWith(".") || rest.startsWith("[");
            String below = rest.startsWith(".") ? rest.substring(1) : rest;
            return isWhole && entry.getValue() instanceof Map<?, ?> map && (map.isEmpty() || owns(map, below));
        });
    }

    private static String step(String key) {
        if (key.startsWith("f:")) {
            return key.substring(2);
        }
        if (!key.startsWith("k:")) {
            return "";
        }
        try {
            Map<?, ?> keys = Tree.MAPPER.readValue(key.substring(2), TreeMap.class);
            return keys.toString().replace('{', '[').replace('}', ']');
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a key of managedFields: " + key, e);
        }
    }
}
