import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nokube.crd.NoKubeApp;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `./nokube bench rest [number] [keep]`: what apps take that are in order: memory, a thousand by a thousand, and a
/// restart among them. Against the API server that `NOKUBE_TEST_KUBECONFIG` names; what it asks of that is what
/// [AppsBenchmark] asks.
///
/// Apps are in namespaces of a thousand. With `keep` they stay there, and another run goes on from them: to bring them
/// about takes longer than all the rest. `NOKUBE_BENCH_HEAP` gives the service another heap than the manifests do.
final class RestBenchmark {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final String KUBECONFIG = "NOKUBE_TEST_KUBECONFIG";
    private static final int THOUSAND = 1000;
    private static final int RESTARTS = 3;
    private static final String PREFIX = "nokube-bench-rest-";

    private RestBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        String kubeconfig = System.getenv(KUBECONFIG);
        if (kubeconfig == null) {
            TERMINAL.println("Set " + KUBECONFIG + " to the kubeconfig of a cluster to measure on.");
            System.exit(2);
        }
        int apps = arguments.length == 0 ? 2 * THOUSAND : Integer.parseInt(arguments[0]);
        boolean isKept = List.of(arguments).contains("keep");
        Path root = Path.of(System.getProperty("nokube.root", ".")).toAbsolutePath().normalize();
        Path work = Files.createTempDirectory("nokube-bench");
        Config config = Config.fromKubeconfig(Path.of(kubeconfig).toFile());
        config.setRequestTimeout(60_000);
        List<String> namespaces = new ArrayList<>();
        try (KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(config).build();
                MeasuredService service = begin(client, root, work, kubeconfig)) {
            try {
                service.awaitReady();
                measure(client, service, apps, namespaces);
            } finally {
                if (!isKept) {
                    remove(client, namespaces);
                }
            }
        } finally {
            Files.deleteIfExists(work.resolve("public.pem"));
            Files.deleteIfExists(work.resolve("bench.log"));
            Files.delete(work);
        }
        System.exit(0);
    }

    private static MeasuredService begin(KubernetesClient client, Path root, Path work, String kubeconfig)
            throws Exception {
        SmallApps.define(client, root);
        return new MeasuredService(root, work, kubeconfig);
    }

    private static void measure(KubernetesClient client, MeasuredService service, int apps, List<String> namespaces)
            throws IOException, InterruptedException {
        TERMINAL.println("| %s | measured | target |%n| --- | --- | --- |".formatted(service.form()));
        service.awaitQuiet();
        report("resident with %,d apps".formatted(all(client)), "%d MB", service.residentMegabytes(), "");
        for (int begun = 0; begun < apps; begun += THOUSAND) {
            fill(client, namespace(client, begun / THOUSAND, namespaces), Math.min(THOUSAND, apps - begun));
            int wanted = Math.min(apps, begun + THOUSAND);
            MeasuredService.await("apps to be ready: do pods become ready?", () -> service.readyApps() >= wanted);
            service.awaitQuiet();
            report(
                    "resident with %,d apps, once they run".formatted(all(client)),
                    "%d MB",
                    service.residentMegabytes(),
                    wanted == 2 * THOUSAND ? "400 MB (JVM), 200 MB (native)" : "");
        }
        for (int i = 0; i < RESTARTS; i++) {
            restart(client, service);
        }
    }

    private static void restart(KubernetesClient client, MeasuredService service)
            throws IOException, InterruptedException {
        int all = all(client);
        long start = System.nanoTime();
        service.restart();
        service.awaitReady();
        double ready = seconds(start);
        double cpu = service.cpuSeconds();
        report("restart with %,d apps in order, until ready".formatted(all), "%.1f s", ready, "10 s");
        report("CPU time of the service until then", "%.1f s", cpu, "");
        MeasuredService.await("a pass over each app", () -> service.passes() >= all);
        report("restart, until each was looked at", "%.1f s", seconds(start), "");
        service.awaitQuiet();
        report("CPU time of the service until then", "%.1f s", service.cpuSeconds(), "");
        report("resident after the restart", "%d MB", service.residentMegabytes(), "");
        report("writes of the restart", "%.0f", service.requests().writes(), "0");
    }

    private static int all(KubernetesClient client) {
        return Math.toIntExact(SmallApps.count(client, null, NoKubeApp.class));
    }

    /// Those that an earlier run left are there already.
    private static void fill(KubernetesClient client, String namespace, int count) throws InterruptedException {
        int there = Math.toIntExact(SmallApps.count(client, namespace, NoKubeApp.class));
        SmallApps.parallel(count - there, i -> client.resource(SmallApps.app(namespace, "app" + (there + i)))
                .fieldManager("bench")
                .serverSideApply());
    }

    private static String namespace(KubernetesClient client, int number, List<String> namespaces) {
        String name = PREFIX + number;
        namespaces.add(name);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .fieldManager("bench")
                .serverSideApply();
        return name;
    }

    private static void remove(KubernetesClient client, List<String> namespaces) throws InterruptedException {
        namespaces.forEach(name -> client.namespaces().withName(name).delete());
        MeasuredService.await("the namespaces to be removed", () -> namespaces.stream()
                .allMatch(name -> client.namespaces().withName(name).get() == null));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void report(String what, String format, Object measured, String target) {
        TERMINAL.println("| %s | %s | %s |".formatted(what, format.formatted(measured), target));
    }
}
