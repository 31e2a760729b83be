package io.nokube.monitor.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The fields of an object that one manager has applied, as `metadata.managedFields` says it (FieldsV1: `f:<name>` is a
/// field, `k:{…}` an item of a list found by its keys).
final class OwnedFields {
    /// Below a field that is owned as a whole.
    static final OwnedFields ALL = new OwnedFields(Map.of());

    static final OwnedFields NOTHING = new OwnedFields(Map.of());

    private static final String APPLY = "Apply";
    private final Map<?, ?> fields;

    private OwnedFields(Map<?, ?> fields) {
        this.fields = fields;
    }

    static OwnedFields of(HasMetadata object, String manager) {
        for (ManagedFieldsEntry entry : object.getMetadata().getManagedFields()) {
            FieldsV1 fields = entry.getFieldsV1();
            boolean isStatus =
                    entry.getSubresource() != null && !entry.getSubresource().isEmpty();
            if (manager.equals(entry.getManager())
                    && APPLY.equals(entry.getOperation())
                    && !isStatus
                    && fields != null) {
                return new OwnedFields(fields.getAdditionalProperties());
            }
        }
        return NOTHING;
    }

    /// What is owned below `name`; [#NOTHING] where the field is not owned, [#ALL] where it is owned as a whole.
    OwnedFields field(String name) {
        return this == ALL ? ALL : below(fields.get("f:" + name));
    }

    /// What is owned of the list's item that `item` is to become.
    OwnedFields item(Map<?, ?> item) {
        return fields.entrySet().stream()
                .filter(entry -> identifies(keys(entry.getKey()), item))
                .findFirst()
                .map(entry -> below(entry.getValue()))
                .orElse(NOTHING);
    }

    /// Whether the field is a list whose items are found by their keys.
    boolean isKeyedList() {
        return fields.keySet().stream().anyMatch(key -> String.valueOf(key).startsWith("k:"));
    }

    /// The keys of the items that are owned, such as `{name=app}`.
    List<Map<?, ?>> itemKeys() {
        return fields.keySet().stream()
                .<Map<?, ?>>map(OwnedFields::keys)
                .filter(keys -> !keys.isEmpty())
                .toList();
    }

    List<String> fieldNames() {
        return fields.keySet().stream()
                .map(String::valueOf)
                .filter(key -> key.startsWith("f:"))
                .map(key -> key.substring(2))
                .toList();
    }

    static boolean identifies(Map<?, ?> keys, Map<?, ?> item) {
        return !keys.isEmpty()
                && keys.entrySet().stream().allMatch(key -> Objects.equals(key.getValue(), item.get(key.getKey())));
    }

    private static OwnedFields below(@Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        return value instanceof Map<?, ?> map && !map.isEmpty() ? new OwnedFields(map) : ALL;
    }

    private static Map<?, ?> keys(Object entry) {
        String text = String.valueOf(entry);
        if (!text.startsWith("k:")) {
            return Map.of();
        }
        try {
            return Tree.MAPPER.readValue(text.substring(2), HashMap.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a key of managedFields: " + text, e);
        }
    }
}
