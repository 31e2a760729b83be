import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.crd.ServedDefinition;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.desired.DesiredResources;
import io.nokube.monitor.desired.Metadata;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.revision.RevisionHistory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// The apps that are measured with, as small as they come, what they consist of, and a client that writes that without a
/// reconciler.
final class SmallApps {
    /// An app that only lends its name to what it does not make.
    static final String OWNER = "owner";
    /// More than the reconciler has in hand at once: the client that it is compared with has the advantage.
    private static final int CONCURRENCY = 50;
    private static final int ATTEMPTS = 8;

    private SmallApps() {}

    static List<Class<? extends HasMetadata>> kinds(String namespace) {
        NoKubeApp any = app(namespace, "any");
        any.getMetadata().setUid("any");
        List<Class<? extends HasMetadata>> kinds = new ArrayList<>();
        children(namespace, "any", any).forEach(object -> kinds.add(object.getClass()));
        return kinds;
    }

    static NoKubeApp app(String namespace, String name) {
        NoKubeApp app = new NoKubeApp();
        app.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .build());
        app.setSpec(Serialization.unmarshal(
                "image: x/bench:1\nreplicas: 1\npaused: %s".formatted(name.equals(OWNER)), NoKubeAppSpec.class));
        return app;
    }

    /// What an app with the spec of `owner` consists of, in the order in which it is made.
    static List<HasMetadata> children(String namespace, String name, NoKubeApp owner) {
        NoKubeApp app = app(namespace, name);
        app.getMetadata().setUid(owner.getMetadata().getUid());
        app.getMetadata().setGeneration(1L);
        app.setSpec(owner.getSpec());
        AppModel model = AppModelFactory.from(
                app, ClusterFacts.of(Tenant.of(namespace, Map.of())), PlatformPolicy.of("nokube.local"));
        List<HasMetadata> objects = new ArrayList<>(DesiredResources.of(model).objects());
        objects.add(new RevisionHistory(List.of())
                .missing(model, Release.of(app))
                .orElseThrow());
        objects.forEach(object -> object.getMetadata()
                .setOwnerReferences(List.of(Metadata.owner(
                        owner.getMetadata().getName(), owner.getMetadata().getUid()))));
        return objects;
    }

    /// By the number of what is left after a list of one, which costs the server next to nothing.
    ///
    /// @param namespace null for all
    static long count(KubernetesClient client, String namespace, Class<? extends HasMetadata> kind) {
        var all = client.resources(kind);
        var list = (namespace == null ? all.inAnyNamespace() : all.inNamespace(namespace))
                .list(new ListOptionsBuilder().withLimit(1L).build());
        Long left = list.getMetadata().getRemainingItemCount();
        return list.getItems().size() + (left == null ? 0 : left);
    }

    /// Writes what as many apps consist of, app by app, [#CONCURRENCY] apps at once.
    static double plain(KubernetesClient client, String namespace, int count) throws InterruptedException {
        NoKubeApp owner = client.resource(app(namespace, OWNER)).create();
        List<List<HasMetadata>> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(children(namespace, "app" + i, owner));
        }
        long start = System.nanoTime();
        parallel(count, i -> objects.get(i)
                .forEach(object -> client.resource(object)
                        .fieldManager("bench")
                        .forceConflicts()
                        .serverSideApply()));
        return (System.nanoTime() - start) / 1e9;
    }

    static void parallel(int count, IntConsumer work) throws InterruptedException {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService workers = Executors.newFixedThreadPool(CONCURRENCY)) {
            for (int i = 0; i < count; i++) {
                int number = i;
                workers.execute(() -> {
                    try {
                        persist(() -> work.accept(number));
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                });
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " writes failed", failures.getFirst());
        }
    }

    /// A connection that breaks under load is not what is measured: the same is asked again.
    private static void persist(Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != 0 || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    static void define(KubernetesClient client, Path root) throws IOException {
        try (InputStream file = Files.newInputStream(root.resolve("k8s/crd/nokubeapps.nokube.io.yaml"))) {
            client.load(file).items().forEach(definition -> client.resource(definition)
                    .fieldManager("nokube-install")
                    .forceConflicts()
                    .serverSideApply());
        }
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("nokubeapps.nokube.io")
                .waitUntilCondition(
                        ServedDefinition::test,
                        30,
                        TimeUnit.SECONDS);
    }
}
