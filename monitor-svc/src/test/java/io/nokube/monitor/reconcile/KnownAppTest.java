package io.nokube.monitor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.diff.Differ;
import io.nokube.monitor.diff.Tree;
import io.nokube.monitor.observed.Tenant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownAppTest {
    private final AppModel app = app("one", "x/shop:1");
    private final KnownApp known = new KnownApp(app);
    private final Service wanted = known.desired().objects().stream()
            .filter(Service.class::isInstance)
            .map(Service.class::cast)
            .findFirst()
            .orElseThrow();

    @Test
    void aVersionThatWasInOrderIsNotComparedAgain() {
        assertThat(known.between(wanted, applied("1"))).isEmpty();

        // No server has two contents of one version: what is found here shows that nobody looks.
        assertThat(known.between(wanted, drifted("1"))).isEmpty();
    }

    @Test
    void aNewVersionIsCompared() {
        known.between(wanted, applied("1"));

        assertThat(known.between(wanted, drifted("2")))
                .singleElement()
                .satisfies(change -> assertThat(change.path()).isEqualTo("spec.type"));
        assertThat(known.between(wanted, drifted("2"))).hasSize(1);
        assertThat(known.between(wanted, applied("3"))).isEmpty();
    }

    @Test
    void anotherObjectOfTheSameVersionIsCompared() {
        known.between(wanted, applied("1"));
        Service other = drifted("1");
        other.getMetadata().setUid("made anew");

        assertThat(known.between(wanted, other)).hasSize(1);
    }

    @Test
    void withoutAVersionItIsAlwaysCompared() {
        assertThat(known.between(wanted, applied(null))).isEmpty();
        assertThat(known.between(wanted, drifted(null))).hasSize(1);
    }

    @Test
    void anAppIsKnownUntilItWantsSomethingElse() {
        KnownApps apps = new KnownApps();

        apps.note(app, known, true);

        assertThat(apps.find(app("one", "x/shop:1"))).isSameAs(known);
        assertThat(apps.find(app("one", "x/shop:2")))
                .isNotSameAs(known)
                .satisfies(it -> assertThat(it.desired()).isNotEqualTo(known.desired()));
        assertThat(apps.find(app("another", "x/shop:1"))).isNotSameAs(known);
    }

    @Test
    void whatSomebodyIsToWriteIsNotKept() {
        KnownApps apps = new KnownApps();
        apps.note(app, known, true);

        apps.note(app, known, false);

        assertThat(apps.find(app)).isNotSameAs(known);
    }

    @Test
    void onlyTheLastAreKept() {
        KnownApps apps = new KnownApps();
        apps.note(app, known, true);

        for (int i = 0; i < 1_000; i++) {
            AppModel other = app("other" + i, "x/shop:1");
            apps.note(other, new KnownApp(other), true);
        }

        assertThat(apps.find(app)).isNotSameAs(known);
    }

    private Service applied(@Nullable String version) {
        Service applied = Serialization.clone(wanted);
        applied.getMetadata().setUid("uid");
        applied.getMetadata().setResourceVersion(version);
        FieldsV1 fields = new FieldsV1();
        fields.setAdditionalProperties(owned(Tree.of(wanted)));
        applied.getMetadata()
                .getManagedFields()
                .add(new ManagedFieldsEntryBuilder()
                        .withManager(Differ.MANAGER)
                        .withOperation("Apply")
                        .withFieldsV1(fields)
                        .build());
        return applied;
    }

    private Service drifted(@Nullable String version) {
        Service drifted = applied(version);
        drifted.getSpec().setType("NodePort");
        return drifted;
    }

    /// Lists as a whole.
    private static Map<String, Object> owned(Map<?, ?> tree) {
        Map<String, Object> owned = new TreeMap<>();
        tree.forEach((name, value) ->
                owned.put("f:" + name, value instanceof Map<?, ?> below ? owned(below) : Map.of()));
        return owned;
    }

    private static AppModel app(String uid, String image) {
        NoKubeApp app = new NoKubeApp();
        app.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team")
                .withName("shop")
                .withUid(uid)
                .withGeneration(1L)
                .build());
        app.setSpec(Serialization.unmarshal("image: " + image, NoKubeAppSpec.class));
        return AppModelFactory.from(
                app, ClusterFacts.of(Tenant.of("team", Map.of())), PlatformPolicy.of("nokube.local"));
    }
}
