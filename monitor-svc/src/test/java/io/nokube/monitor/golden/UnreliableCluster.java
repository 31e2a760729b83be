package io.nokube.monitor.golden;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.WriteOutcome;
import io.nokube.monitor.cluster.WriteOutcome.Done;
import io.nokube.monitor.diff.Differ;
import io.nokube.monitor.observed.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A [FakeCluster] behind the ports of the real one, which breaks off once.
final class UnreliableCluster implements ClusterWriter, ClusterReader {
    /// What becomes of the request at which the connection breaks.
    enum Break {
        /// It was never carried out.
        BEFORE,
        /// It was, and nobody heard of it: the process might as well have been killed.
        AFTER
    }

    private final FakeCluster cluster;
    private final int at;
    private final Break how;
    private int requests;

    /// What was carried out, in order.
    final List<String> writes = new ArrayList<>();

    /// @param at the number of the write that breaks off, from 0; none for a negative one
    UnreliableCluster(FakeCluster cluster, int at, Break how) {
        this.cluster = cluster;
        this.at = at;
        this.how = how;
    }

    private <T extends HasMetadata> WriteOutcome<T> write(String verb, T object, Runnable work) {
        boolean breaks = requests++ == at;
        if (!breaks || how == Break.AFTER) {
            work.run();
            writes.add(verb + " " + ObjectKey.of(object));
        }
        if (breaks) {
            throw new ClusterUnavailableException("The connection broke", new IllegalStateException());
        }
        return new Done<>(object);
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> apply(T object, String manager) {
        return write("apply as " + manager, object, () -> {
            // What is handed over stays as it is here, see FakeCluster#apply.
            if (manager.equals(Differ.MANAGER)) {
                cluster.apply(object);
            }
        });
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> clear(T object, Map<String, Map<String, Object>> fields) {
        return write("clear", object, () -> {});
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> delete(T object) {
        return write("delete", object, () -> cluster.delete(ObjectKey.of(object)));
    }

    @Override
    public Optional<HasMetadata> certificate(String namespace, String name) {
        throw notPartOfAPlan();
    }

    @Override
    public Optional<HasMetadata> find(HasMetadata like) {
        return cluster.find(ObjectKey.of(like));
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> create(T object) {
        throw notPartOfAPlan();
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> dryRun(T object, String manager) {
        throw notPartOfAPlan();
    }

    @Override
    public WriteOutcome<NoKubeApp> change(NoKubeApp changed, String manager) {
        throw notPartOfAPlan();
    }

    @Override
    public WriteOutcome<NoKubeApp> dryRunChange(NoKubeApp changed, String manager) {
        throw notPartOfAPlan();
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> label(T object, Map<String, String> labels) {
        throw notPartOfAPlan();
    }

    @Override
    public Optional<Namespace> namespace(String name) {
        throw notPartOfAPlan();
    }

    @Override
    public Optional<NoKubeApp> app(String namespace, String name) {
        throw notPartOfAPlan();
    }

    @Override
    public List<ConfigMap> configMaps(String namespace, String label) {
        throw notPartOfAPlan();
    }

    @Override
    public List<ResourceQuota> quotas() {
        throw notPartOfAPlan();
    }

    @Override
    public boolean mayReadSecrets(String namespace) {
        throw notPartOfAPlan();
    }

    @Override
    public boolean knows(String apiGroup) {
        throw notPartOfAPlan();
    }

    @Override
    public Set<String> architectures() {
        throw notPartOfAPlan();
    }

    @Override
    public String home() {
        throw notPartOfAPlan();
    }

    @Override
    public boolean knowsApps() {
        throw notPartOfAPlan();
    }

    private static UnsupportedOperationException notPartOfAPlan() {
        return new UnsupportedOperationException("Plans do not ask for this");
    }
}
