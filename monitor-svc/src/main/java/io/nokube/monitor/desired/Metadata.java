package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.app.AppModel;
import java.util.List;
import java.util.Map;

/// What the metadata of everything an app owns says: its name, its labels, its owner.
public final class Metadata {
    private Metadata() {}

    static ObjectMeta of(AppModel app, Map<String, String> labels) {
        return named(app, app.name(), labels);
    }

    public static ObjectMeta named(AppModel app, String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(app.namespace())
                .withLabels(labels)
                .withOwnerReferences(owner(app))
                .build();
    }

    /// Of what outlives the app.
    static ObjectMeta unowned(AppModel app, String name, Map<String, String> labels) {
        return new ObjectMetaBuilder(named(app, name, labels))
                .withOwnerReferences(List.of())
                .build();
    }

    private static OwnerReference owner(AppModel app) {
        return owner(app.name(), app.uid());
    }

    /// The app with this name and id, as the owner of what it makes.
    public static OwnerReference owner(String name, String uid) {
        return new OwnerReferenceBuilder()
                .withApiVersion(NoKubeApp.GROUP + "/" + NoKubeApp.VERSION)
                .withKind(NoKubeApp.KIND)
                .withName(name)
                .withUid(uid)
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }
}
