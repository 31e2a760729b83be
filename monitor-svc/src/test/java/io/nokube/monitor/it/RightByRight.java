package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.rights.RecordingCounter;
import io.nokube.monitor.rights.Right;
import io.nokube.monitor.rights.ShippedRoles;
import io.nokube.monitor.rights.Use;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Has the service do everything that it does, under its own account, and then asks of every single right of the
/// shipped roles: was it needed, and is what it is for refused to an account that has all the others?
abstract class RightByRight extends AppSteps {
    private static final String SECRETS = "secrets";

    @Inject
    RecordingCounter requests;

    @Inject
    ClusterReader reader;

    private static WithoutOne without;

    @AfterAll
    static void removeRights() {
        if (without != null) {
            without.remove();
        }
        WalkedRights.removeAll();
    }

    /// What is to be used and shown here.
    abstract boolean isMine(Right right);

    /// Deploys, changes and removes apps, until nothing is left to do.
    abstract void walk();

    @TestFactory
    Stream<DynamicTest> rights() {
        assumeTrue(
                ShippedRights.isEnforced(),
                "Left out: the sandbox knows no rights; set NOKUBE_TEST_KUBECONFIG to a real API server");
        List<Right> shipped = ShippedRoles.rights();
        List<Right> mine = shipped.stream().filter(this::isMine).toList();
        without = new WithoutOne(ClusterResource.client(), ShippedRights.home(), shipped);
        without.make(mine);
        walk();
        return Stream.concat(
                mine.stream().map(right -> DynamicTest.dynamicTest(right + " is needed", () -> needed(right))),
                Stream.concat(
                        uses().map(use -> DynamicTest.dynamicTest(
                                use.verb() + " " + use.group() + "/" + use.resource() + " is allowed by one right",
                                () -> allowed(use, shipped))),
                        Stream.of(
                                DynamicTest.dynamicTest("nothing was refused", this::nothingRefused),
                                DynamicTest.dynamicTest(
                                        "Secrets were only looked at in one namespace at a time",
                                        this::secretsByNamespace))));
    }

    private void needed(Right right) {
        assertThat(requests.uses())
                .as("what %s is for, among everything that was asked of the API server", right)
                .anyMatch(use -> right.allows(use, ShippedRights.home()));
        await().alias("the API server knows the account without " + right)
                .atMost(SOON)
                .until(() -> without.mayWithout(right, without.otherThan(right)));
        assertThat(without.mayWithout(right, right)).as("%s, without it", right).isFalse();
    }

    private static void allowed(Use use, List<Right> shipped) {
        assertThat(shipped.stream()
                        .filter(right -> right.allows(use, ShippedRights.home()))
                        .toList())
                .as("the rights that allow %s", use)
                .hasSize(1);
    }

    private void nothingRefused() {
        assertThat(requests.refused()).isEmpty();
    }

    private void secretsByNamespace() {
        Set<Use> uses = requests.uses();
        assertThat(uses).anyMatch(use -> use.resource().equals(SECRETS));
        assertThat(uses)
                .filteredOn(use -> use.resource().equals(SECRETS))
                .allSatisfy(use -> assertThat(use.namespace()).isIn(namespace, ShippedRights.home()));
    }

    /// One of each kind: the names of objects do not matter.
    private Stream<Use> uses() {
        Map<String, Use> kinds = new java.util.TreeMap<>();
        requests.uses()
                .forEach(use -> kinds.put(
                        use.verb()
                                + use.group()
                                + use.resource()
                                + use.namespace().equals(ShippedRights.home()),
                        use));
        return kinds.values().stream().sorted(Comparator.comparing(Use::resource));
    }

    static void makePullSecret() {
        var made = ClusterResource.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("nokube-pull")
                        .withNamespace(ShippedRights.home())
                        .endMetadata()
                        .withType("kubernetes.io/dockerconfigjson")
                        .withStringData(Map.of(".dockerconfigjson", "{\"auths\": {}}"))
                        .build())
                .create();
        assertThat(made).isNotNull();
    }
}
