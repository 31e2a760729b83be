package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The previous release's manifests are applied to a real API server as that release's guide says, upgraded as today's
/// says, and removed: the cluster then holds what today's manifests say and nothing else, and users' apps are
/// untouched.
class UpgradeIT {
    private static final Logger LOG = Logger.getLogger(UpgradeIT.class.getName());
    private static final Pattern APPLIED = Pattern.compile("(?m)^(\\S+) serverside-applied");
    private static final String APP = "kubectl get nokubeapp kept -n upgrade -o jsonpath=";

    @TempDir
    static Path old;

    private static PreviousRelease previous = new PreviousRelease("");

    @BeforeAll
    static void needsARealApiServerAndHistory() throws Exception {
        assumeTrue(
                System.getenv("NOKUBE_TEST_KUBECONFIG") != null && Kubectl.isInstalled(),
                "Left out: upgrading needs kubectl and a real API server; set NOKUBE_TEST_KUBECONFIG to one");
        previous = PreviousRelease.find();
        assumeTrue(previous.isKnown(), "Left out: upgrading needs the history of the repository, or its tags");
        previous.unpack(old);
    }

    /// Where it failed on the way, other tests find the cluster as before, too.
    @AfterAll
    static void removeWhatIsLeft() throws Exception {
        if (previous.isKnown()) {
            Guide.run(old, "kubectl delete namespace nokube upgrade --ignore-not-found --wait=false");
        }
    }

    @Test
    void whatThePreviousReleaseInstalledBecomesThisOneAndGoes() throws Exception {
        Guide.awaitOthersGone(old);
        Guide before = Guide.in(old);
        Guide now = Guide.in(TestStack.root());
        String install = now.blocks("Install").get(1);
        before.run(before.blocks("Install").getFirst());
        Set<String> had = applied(before.run(before.blocks("Install").get(1)));
        makeApp();
        String identity = Guide.run(old, APP + "'{.metadata.uid} {.metadata.generation}'");
        String spec = Guide.run(old, APP + "'{.spec}'");

        String tried = now.run(asDryRun(install));
        Set<String> has = applied(now.run(install));

        assertThat(tried.lines().filter(line -> line.endsWith("(server dry run)")))
                .hasSameSizeAs(has);
        assertThat(now.run("kubectl diff --server-side -f k8s/crd && kubectl diff --server-side -k k8s/overlays/prod"))
                .as("what the cluster holds, and what the manifests say")
                .isEmpty();
        assertThat(leftBehind(had, has))
                .as("what only the previous release had, without a word in docs/upgrading.md")
                .isEmpty();
        assertThat(Guide.run(old, APP + "'{.metadata.uid} {.metadata.generation}'"))
                .isEqualTo(identity);
        assertContains(Guide.run(old, APP + "'{.spec}'"), spec);
        Guide.run(old, "kubectl patch nokubeapp kept -n upgrade --type=merge -p '{\"spec\": {\"replicas\": 3}}'");
        LOG.info(() -> "Measured: " + had.size() + " objects of " + previous.commit() + " became " + has.size());

        now.run(now.blocks("Remove").getFirst());
        assertThat(Guide.run(old, "kubectl get clusterroles,clusterrolebindings -o name"))
                .doesNotContain("/nokube-");
        assertThat(Guide.run(old, APP + "'{.metadata.uid} {.spec.replicas}'")).isEqualTo(identity.split(" ")[0] + " 3");
    }

    /// Fields that are new have their defaults; what there was is as it was.
    private static void assertContains(String spec, String before) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode updated = json.readerForUpdating(json.readTree(spec)).readTree(before);
        assertThat(updated).isEqualTo(json.readTree(spec));
    }

    /// The same commands, as a server-side dry run with strict validation.
    private static String asDryRun(String install) {
        String changed =
                install.replace("apply --server-side", "apply --server-side --dry-run=server --validate=strict");
        assertThat(changed).isNotEqualTo(install);
        return changed;
    }

    /// With what the definition had from its beginning.
    private static void makeApp() throws Exception {
        Guide.run(old, """
            kubectl create namespace upgrade
            kubectl wait --for=condition=Established crd/nokubeapps.nokube.io --timeout=60s
            kubectl apply -f - <<'APP'
            apiVersion: nokube.io/v1
            kind: NoKubeApp
            metadata: {name: kept, namespace: upgrade}
            spec:
              image: ghcr.io/x/kept:1
              type: web
              replicas: 2
              env: {A: "1"}
              exposure: {type: external}
              healthCheck: {enabled: true, readiness: {path: /ready}}
            APP
            """);
    }

    private static Set<String> applied(String printed) {
        return APPLIED.matcher(printed)
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> leftBehind(Set<String> had, Set<String> has) throws IOException {
        String notes = Files.readString(TestStack.root().resolve("docs/upgrading.md"));
        List<String> left = new ArrayList<>(had);
        left.removeAll(has);
        left.removeIf(notes::contains);
        return left;
    }
}
