package io.nokube.sandbox.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;

/// Writes down what a watch tells.
record SeenChanges(List<String> seen) implements ResourceEventHandler<ConfigMap> {
    @Override
    public void onAdd(ConfigMap map) {
        seen.add("added " + map.getMetadata().getName());
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap after) {
        seen.add("updated " + after.getMetadata().getName());
    }

    @Override
    public void onDelete(ConfigMap map, boolean unknownFinalState) {
        seen.add("deleted " + map.getMetadata().getName());
    }
}
