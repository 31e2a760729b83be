package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.nokube.monitor.cluster.Informers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `docs/kubectl.md`, one after the other, print what stands there.
@QuarkusTest
@WithTestResource(ClusterResource.class)
class KubectlPageIT {
    private static final Path PAGE =
            Path.of(System.getProperty("nokube.root", "..")).resolve("docs/kubectl.md");

    /// Commands, and after a paragraph's end what they print.
    private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```\n\n```\n(.*?)```\n");

    private static final Pattern AGE = Pattern.compile("(?<=\\s)(\\d+m)?\\d+s\\b");

    private static final Pattern ADDRESS = Pattern.compile("\\b10(\\.\\d+){3}\\b *");

    /// Other versions word some of it otherwise.
    private static final String VERSION = "v1.32.";

    private static final String NAMESPACE = "docs-shop";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Informers informers;

    @TempDir
    Path folder;

    @BeforeEach
    void makeNamespace() throws Exception {
        assumeTrue(
                run("kubectl version --client 2>&1 || true").contains("Client Version: " + VERSION),
                "Left out: what kubectl prints; install kubectl " + VERSION + "x");
        assumeTrue(
                !ClusterResource.isSandbox(),
                "Left out: what kubectl prints; set NOKUBE_TEST_KUBECONFIG to a real API server");
        removeNamespace();
        await().atMost(SOON)
                .until(() -> ClusterResource.client()
                                .namespaces()
                                .withName(NAMESPACE)
                                .get()
                        == null);
        ClusterResource.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .addToLabels("nokube.io/owner", "docs")
                        .addToLabels("nokube.io/project", "shop")
                        .endMetadata()
                        .build())
                .create();
        await().atMost(SOON).until(informers::isComplete);
        run("kubectl config set-context --current --namespace=" + NAMESPACE);
    }

    @AfterEach
    void removeNamespace() {
        ClusterResource.client().namespaces().withName(NAMESPACE).delete();
    }

    @Test
    void printsWhatThePageSays() throws Exception {
        String page = Files.readString(PAGE);
        Matcher commands = COMMANDS.matcher(page);
        StringBuilder printed = new StringBuilder();
        while (commands.find()) {
            String output = run(commands.group(1));
            commands.appendReplacement(
                    printed,
                    Matcher.quoteReplacement("```sh\n" + commands.group(1) + "```\n\n```\n" + output + "```\n"));
        }
        commands.appendTail(printed);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(PAGE, printed);
        }
        assertThat(comparable(page))
                .as("%s (rewrite it with -Dgolden.update)", PAGE)
                .isEqualTo(comparable(printed.toString()));
    }

    /// Without what differs from one time to the next: ages, addresses, and the widths of the columns that they are in.
    private static List<String> comparable(String page) {
        return page.lines()
                .map(line -> AGE.matcher(line).replaceAll("5s"))
                .map(line -> ADDRESS.matcher(line).replaceAll("10.0.0.1 "))
                .map(line -> line.replaceAll("\\s+", " ").strip())
                .collect(Collectors.toList());
    }

    /// What it prints in either way, also where it fails: the page says what is refused.
    private String run(String script) throws IOException, InterruptedException {
        Path kubeconfig = folder.resolve("kubeconfig");
        if (!Files.exists(kubeconfig)) {
            Files.copy(ClusterResource.kubeconfig(), kubeconfig);
        }
        var builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
