package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.monitor.desired.DesiredSet;
import io.nokube.monitor.diff.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an app owns, as it can be applied elsewhere: without its owner, who is only known to this cluster.
final class Manifests {
    private Manifests() {}

    /// By kind; `<kind>/<name>` for all but the first of a kind.
    static Map<String, Object> asMap(DesiredSet desired) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String kind : desired.kinds()) {
            for (HasMetadata object : of(desired, kind)) {
                String key = map.containsKey(kind)
                        ? kind + "/" + object.getMetadata().getName()
                        : kind;
                map.put(key, Tree.of(unowned(object)));
            }
        }
        return map;
    }

    /// One file of several documents.
    static String asYaml(DesiredSet desired, List<String> secrets) {
        StringBuilder yaml = new StringBuilder();
        if (!secrets.isEmpty()) {
            yaml.append("# Secrets are left out. The app reads: ")
                    .append(String.join(", ", secrets))
                    .append('\n');
        }
        for (HasMetadata object : desired.objects()) {
            String document = Serialization.asYaml(unowned(object));
            yaml.append(document.startsWith("---") ? "" : "---\n").append(document);
            if (!document.endsWith("\n")) {
                yaml.append('\n');
            }
        }
        return yaml.toString();
    }

    private static List<HasMetadata> of(DesiredSet desired, String kind) {
        return desired.objects().stream()
                .filter(object -> object.getKind().equals(kind))
                .toList();
    }

    private static HasMetadata unowned(HasMetadata object) {
        HasMetadata copy = Serialization.clone(object);
        copy.getMetadata().setOwnerReferences(List.of());
        return copy;
    }
}
