package io.nokube.monitor.revision;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.observed.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionHistoryTest {
    private final List<ControllerRevision> kept = new ArrayList<>();
    private final Map<String, String> deployed = new HashMap<>();

    @Test
    void everyNewReleaseGetsTheNextNumberAndTheLastTenAreKept() {
        for (int i = 1; i <= 13; i++) {
            assertThat(release("image: x/y:" + i)).isEqualTo(i);
        }
        assertThat(kept)
                .extracting(ControllerRevision::getRevision)
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
    }

    @Test
    void theSameReleaseKeepsItsNumber() {
        assertThat(release("image: x/y:1")).isEqualTo(1);
        assertThat(release("image: x/y:1\nreplicas: 5\npaused: true")).isEqualTo(1);
        assertThat(kept).hasSize(1);
    }

    @Test
    void aReleaseThatComesBackGetsTheNextNumber() {
        release("image: x/y:1");
        release("image: x/y:2");
        assertThat(release("image: x/y:1")).isEqualTo(3);
        assertThat(kept).extracting(ControllerRevision::getRevision).containsExactly(2L, 3L);
    }

    @Test
    void aReleaseHasTheNumberThatWasPromised() {
        assertThat(new RevisionHistory(List.of(), 4).numberOf(release(1))).isEqualTo(4);
        release("image: x/y:1");
        assertThat(new RevisionHistory(kept, 3).numberOf(release(2))).isEqualTo(3);
        assertThat(new RevisionHistory(kept, 3).numberOf(release(1))).isEqualTo(1);
        assertThat(new RevisionHistory(kept, 1).numberOf(release(2)))
                .as("changed by somebody who promises nothing")
                .isEqualTo(2);
    }

    @Test
    void whatFollowsHasTheNextNumberAlsoWhereNothingWasKeptYet() {
        release("image: x/y:1");
        assertThat(new RevisionHistory(kept, 0).numberAfter(release(1), release(2)))
                .isEqualTo(2);
        assertThat(new RevisionHistory(kept, 2).numberAfter(release(2), release(3)))
                .isEqualTo(3);
        assertThat(new RevisionHistory(kept, 3).numberAfter(release(1), release(2)))
                .as("where what is known is old")
                .isEqualTo(4);
        assertThat(new RevisionHistory(kept, 0).numberAfter(release(1), release(1)))
                .isEqualTo(1);
        assertThat(new RevisionHistory(kept, 2).numberAfter(release(2), release(2)))
                .isEqualTo(2);
    }

    @Test
    void otherSecretsMakeARelease() {
        release("image: x/y:1");
        deployed.put(Release.SECRETS_HASH, "one");
        assertThat(release("image: x/y:1")).isEqualTo(2);
        assertThat(release("image: x/y:1")).isEqualTo(2);
        deployed.put(Release.SECRETS_HASH, "two");
        assertThat(release("image: x/y:1")).isEqualTo(3);
        deployed.put(Release.SECRETS_HASH, "one");
        assertThat(release("image: x/y:1")).isEqualTo(4);

        assertThat(kept)
                .extracting(revision -> Release.secrets(revision.getMetadata()))
                .containsExactly("", "two", "one");
        assertThat(kept)
                .allMatch(revision -> release(1).isSpecOf(revision))
                .noneMatch(revision -> release(2).isSpecOf(revision));
    }

    @Test
    void whatIsLeftOutMayBeTheDefault() {
        Release stored = Release.of(app("image: x/y:1\nservicePort: 8000\nenv: {A: one, B: two}\nargs: [a]"));

        assertThat(List.of("image: x/y:1", "image: x/y:1\nenv: {B: two}", "image: x/y:1\nargs: []"))
                .allMatch(yaml -> Release.of(app(yaml)).isWithin(stored));
        assertThat(List.of("image: x/y:2", "image: x/y:1\nenv: {B: one}", "image: x/y:1\nargs: [b]", "type: web"))
                .noneMatch(yaml -> Release.of(app(yaml)).isWithin(stored));
        deployed.put(Release.SECRETS_HASH, "one");
        assertThat(Release.of(app("image: x/y:1")).isWithin(stored)).isFalse();
    }

    private Release release(int image) {
        return Release.of(app("image: x/y:" + image));
    }

    @Test
    void theOrderOfVariablesMakesNoRelease() {
        release("image: x/y:1\nenv: {A: one, B: two}");
        assertThat(release("env: {B: two, A: one}\nimage: x/y:1")).isEqualTo(1);
    }

    /// What the reconciler does for a spec, without a cluster.
    private long release(String yaml) {
        NoKubeApp resource = app(yaml);
        AppModel app = AppModelFactory.from(
                resource, ClusterFacts.of(Tenant.of("shop", Map.of())), PlatformPolicy.of("nokube.local"));
        Release release = Release.of(resource);
        RevisionHistory history = new RevisionHistory(kept);
        long number = history.numberOf(release);
        kept.removeAll(history.outdated(release));
        history.missing(app, release).ifPresent(revision -> {
            kept.removeIf(old ->
                    old.getMetadata().getName().equals(revision.getMetadata().getName()));
            kept.add(revision);
        });
        return number;
    }

    private NoKubeApp app(String yaml) {
        NoKubeApp resource = new NoKubeApp();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName("hello")
                .withNamespace("shop")
                .withUid("1")
                .withAnnotations(Map.copyOf(deployed))
                .build());
        resource.setSpec(Serialization.unmarshal(yaml, NoKubeAppSpec.class));
        return resource;
    }
}
