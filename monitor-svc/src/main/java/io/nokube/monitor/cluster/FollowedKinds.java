package io.nokube.monitor.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.nokube.monitor.cluster.PackedStore.Managers;
import io.nokube.monitor.desired.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Makes what follows the kinds that apps consist of: which objects of a kind, how they are held, and which apps one of
/// them concerns.
///
/// @param mapper writes and reads objects as the client does
/// @param patience how long a first list may take
record FollowedKinds(KubernetesClient client, ObjectMapper mapper, Duration patience) {
    /// By the key of the app, `<namespace>/<name>`, that the label names.
    static final String BY_APP = "nokube-app";

    /// Objects that a list brings at a time. Until they are packed they are in memory twice, as JSON and as objects.
    static final long LIST_LIMIT = 100;

    /// Whatever bears an app's name in its namespace concerns the app.
    <T extends HasMetadata> FollowedKind<T> named(Class<T> type) {
        return new FollowedKind<>(
                type,
                () -> informer(
                        client.resources(type).inAnyNamespace(), new PackedStore<>(mapper, Managers.WITH_FIELDS)),
                object -> Set.of(ResourceID.fromResource(object)),
                patience);
    }

    /// What there are many of is only followed where it bears NoKube's label.
    <T extends HasMetadata> FollowedKind<T> labelled(Class<T> type, Managers managers) {
        Map<String, Function<T, List<String>>> byApp = Map.of(
                BY_APP, object -> List.of(Informers.key(object.getMetadata().getNamespace(), app(object))));
        return new FollowedKind<>(
                type,
                () -> informer(
                                client.resources(type).inAnyNamespace().withLabel(Labels.APP),
                                new PackedStore<>(mapper, managers))
                        .addIndexers(byApp),
                object ->
                        Set.of(new ResourceID(app(object), object.getMetadata().getNamespace())),
                patience);
    }

    private static String app(HasMetadata object) {
        return object.getMetadata().getLabels().getOrDefault(Labels.APP, "");
    }

    /// @param concerned the apps in a namespace
    FollowedKind<Namespace> namespaces(Function<Namespace, Set<ResourceID>> concerned) {
        return new FollowedKind<>(
                Namespace.class, () -> informer(client.namespaces(), new SlimStore<>()), concerned, patience);
    }

    private static <T extends HasMetadata> SharedIndexInformer<T> informer(Informable<T> which, ItemStore<T> store) {
        return which.withLimit(LIST_LIMIT).runnableInformer(0).itemStore(store).removeNamespaceIndex();
    }
}
