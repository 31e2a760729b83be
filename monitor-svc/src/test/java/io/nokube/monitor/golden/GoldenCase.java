package io.nokube.monitor.golden;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.desired.DesiredResources;
import io.nokube.monitor.desired.DesiredSet;
import io.nokube.monitor.diff.Tree;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.plan.Action;
import io.nokube.monitor.plan.AutoRollback;
import io.nokube.monitor.plan.HostClaims;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.plan.Planner;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.status.StatusReducer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One directory of `golden/`: an app, what is in the cluster, and what comes of it.
///
/// - `in-NoKubeApp.yaml` the app
/// - `in-before.yaml` the app as it was before, one document a change; what it owned is in the cluster
/// - `in-cluster.yaml` what else there is, merged over it as somebody else's doing
/// - `in-Namespace.yaml`, `policy.yaml` where they matter
/// - `out-*` everything the app wants, the plan with what is done about a release that does not come up, the status
final class GoldenCase {
    static final Path ROOT = Path.of("src/test/resources/golden");
    private static final Instant NOW = Instant.parse("2025-08-18T10:30:00Z");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    final Path directory;
    final NoKubeApp resource;
    final AppModel app;
    final Release release;
    final DesiredSet desired;
    final FakeCluster cluster = new FakeCluster();
    final Plan plan;
    final NoKubeAppStatus status;
    final Optional<Action.RevertSpec> revert;
    private final Tenant tenant;
    private final PlatformPolicy policy;

    GoldenCase(Path directory) {
        this.directory = directory;
        this.policy = read("policy.yaml", PlatformPolicy.class).orElse(PlatformPolicy.of("nokube.local"));
        this.resource = read("in-NoKubeApp.yaml", NoKubeApp.class).orElseThrow();
        String namespace = resource.getMetadata().getNamespace();
        this.tenant = Tenant.of(
                namespace,
                read("in-Namespace.yaml", Namespace.class)
                        .map(found -> found.getMetadata().getLabels())
                        .orElse(Map.of()));
        documents("in-before.yaml").stream()
                .map(before -> Serialization.unmarshal(Serialization.asJson(before), NoKubeApp.class))
                .forEach(this::reconcile);
        documents("in-cluster.yaml").forEach(cluster::edit);
        others().findFirst().ifPresent(other -> cluster.hostTaken = taken(other));
        this.app = AppModelFactory.from(resource, facts(resource), policy);
        this.release = Release.of(resource);
        this.desired = DesiredResources.of(app);
        ClusterSnapshot snapshot = cluster.snapshot(tenant);
        this.plan = Planner.plan(app, release, desired, snapshot);
        this.status = StatusReducer.reduce(resource, app, release, snapshot, plan, Optional.empty(), NOW);
        this.revert = AutoRollback.decide(app, release, snapshot, plan, status, "The release does not come up.");
    }

    static Stream<GoldenCase> all() {
        try (Stream<Path> directories = Files.list(ROOT)) {
            return directories.filter(Files::isDirectory).sorted().toList().stream()
                    .map(GoldenCase::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the case comes to, by file name.
    Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (HasMetadata object : desired.objects()) {
            outputs.put("out-" + object.getKind() + ".yaml", yaml(Tree.of(object)));
        }
        outputs.put(
                "out-plan.txt",
                Stream.concat(plan.actions().stream(), revert.stream())
                        .map(action -> action.describe() + "\n")
                        .collect(Collectors.joining()));
        outputs.put("out-status.yaml", yaml(status));
        return outputs;
    }

    /// What the reconciler makes of the app in a cluster that has got this far.
    Plan planFor(FakeCluster present) {
        ClusterSnapshot snapshot = present.snapshot(tenant);
        var metadata = resource.getMetadata();
        AppModel model = AppModelFactory.from(
                resource, ClusterFacts.of(snapshot, metadata.getName(), metadata.getUid()), policy);
        return Planner.plan(model, release, DesiredResources.of(model), snapshot);
    }

    /// The plan of the same app once this plan was carried out.
    Plan planAfterwards() {
        cluster.execute(plan);
        List<Action> left =
                Planner.plan(app, release, desired, cluster.snapshot(tenant)).actions();
        return new Plan(left.stream()
                .filter(action -> !(action instanceof Action.Refuse))
                .toList());
    }

    /// The status of the same app if nothing happens from here on.
    NoKubeAppStatus statusAfterwards() {
        resource.setStatus(status);
        return StatusReducer.reduce(
                resource, app, release, cluster.snapshot(tenant), plan, Optional.empty(), NOW.plusSeconds(60));
    }

    @Override
    public String toString() {
        return directory.getFileName().toString();
    }

    /// `in-other.yaml`: an app elsewhere, whose host may be the same.
    private Stream<NoKubeApp> others() {
        return read("in-other.yaml", NoKubeApp.class).stream();
    }

    private @Nullable String taken(NoKubeApp other) {
        Tenant others = Tenant.of(other.getMetadata().getNamespace(), Map.of());
        return HostClaims.winner(
                        HostClaims.of(resource, tenant, policy).orElseThrow(),
                        HostClaims.of(other, others, policy).stream().toList())
                .orElse(null);
    }

    private ClusterFacts facts(NoKubeApp app) {
        return ClusterFacts.of(
                cluster.snapshot(tenant),
                app.getMetadata().getName(),
                app.getMetadata().getUid());
    }

    private void reconcile(NoKubeApp before) {
        AppModel model = AppModelFactory.from(before, facts(before), policy);
        Release old = Release.of(before);
        cluster.execute(Planner.plan(model, old, DesiredResources.of(model), cluster.snapshot(tenant)));
    }

    private <T> Optional<T> read(String file, Class<T> type) {
        Path path = directory.resolve(file);
        try {
            return Files.exists(path)
                    ? Optional.of(Serialization.unmarshal(Files.readString(path), type))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Map<String, Object>> documents(String file) {
        Path path = directory.resolve(file);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (MappingIterator<Map<String, Object>> documents = YAML.readerFor(
                        new TypeReference<LinkedHashMap<String, Object>>() {})
                .readValues(path.toFile())) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(Object value) {
        try {
            return YAML.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
