package io.nokube.monitor.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.desired.DesiredResources;
import io.nokube.monitor.desired.DesiredSet;
import io.nokube.monitor.diff.Differ;
import io.nokube.monitor.diff.FieldDiff;
import io.nokube.monitor.plan.Comparison;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An app, what it wants to exist, and in which versions those objects were found to be as it wants them. The next pass
/// over the same app compares only what has changed since. For one pass at a time.
final class KnownApp implements Comparison {
    private final AppModel app;
    private final DesiredSet desired;
    /// `metadata.resourceVersion` by `metadata.uid`: together they name one content of one object.
    private final Map<String, String> inOrder = new HashMap<>();

    KnownApp(AppModel app) {
        this.app = app;
        this.desired = DesiredResources.of(app);
    }

    boolean isOf(AppModel other) {
        return app.equals(other);
    }

    DesiredSet desired() {
        return desired;
    }

    @Override
    public List<FieldDiff> between(HasMetadata wanted, HasMetadata observed) {
        String uid = observed.getMetadata().getUid();
        String version = observed.getMetadata().getResourceVersion();
        if (version != null && version.equals(inOrder.get(uid))) {
            return List.of();
        }
        List<FieldDiff> changes = Differ.between(wanted, observed);
        if (changes.isEmpty() && uid != null && version != null) {
            inOrder.put(uid, version);
        }
        return changes;
    }
}
