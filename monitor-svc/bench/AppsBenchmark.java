import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `./nokube bench apps [number]`: what it takes to bring 1,000 NoKubeApps about and to keep them in order, against the
/// API server that `NOKUBE_TEST_KUBECONFIG` names.
///
/// One monitor-svc as it is built, as that server's administrator; its requests are counted in its own client. No other
/// monitor-svc may follow the same server: it would do a part of the work. Pods have to become ready there, and its
/// range has to hold an address for every Service (by custom a /16; a /24 holds 250 apps). All apps are as small as they
/// come: an image and one replica, reached from outside. Everything is in namespaces of its own, which are removed in the
/// end.
final class AppsBenchmark {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final String KUBECONFIG = "NOKUBE_TEST_KUBECONFIG";
    private static final int EDITS = 100;
    private static final int DEPLOYS = 100;
    /// Deploys a second.
    private static final List<Integer> RATES = List.of(1, 20);
    private static final int WITH_KUBECTL = 100;
    private static final DecimalFormat NUMBER =
            new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final Pattern CHILDREN = Pattern.compile("(PATCH|POST|PUT|DELETE) (?!nokubeapps|events).*");
    private static final Pattern STATUS = Pattern.compile("(PATCH|POST|PUT|DELETE) nokubeapps");
    private static final Pattern EVENTS = Pattern.compile("POST events");

    private final int apps;
    private final KubernetesClient client;
    private final MeasuredService service;
    private final String id = "b" + Long.toString(System.nanoTime(), 36);
    private final List<String> namespaces = new ArrayList<>();

    private AppsBenchmark(int apps, KubernetesClient client, MeasuredService service) {
        this.apps = apps;
        this.client = client;
        this.service = service;
    }

    public static void main(String[] arguments) throws Exception {
        String kubeconfig = System.getenv(KUBECONFIG);
        if (kubeconfig == null) {
            TERMINAL.println("Set " + KUBECONFIG + " to the kubeconfig of a cluster to measure on.");
            System.exit(2);
        }
        int apps = arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]);
        Path root =
                Path.of(System.getProperty("nokube.root", ".")).toAbsolutePath().normalize();
        Path work = Files.createTempDirectory("nokube-bench");
        Config config = Config.fromKubeconfig(Path.of(kubeconfig).toFile());
        config.setRequestTimeout(60_000);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            SmallApps.define(client, root);
            try (MeasuredService service = new MeasuredService(root, work, kubeconfig)) {
                AppsBenchmark benchmark = new AppsBenchmark(apps, client, service);
                try {
                    benchmark.run(work);
                } finally {
                    benchmark.removeAll();
                }
            }
        } finally {
            delete(work);
        }
        System.exit(0);
    }

    private void run(Path work) throws IOException, InterruptedException {
        service.awaitReady();
        int warm = Math.max(20, apps / 10);
        bringAbout(namespace("warm"), warm);
        service.awaitQuiet();

        TERMINAL.println("| %,d apps, %s | measured | target | ratio |%n| --- | --- | --- | --- |"
                .formatted(apps, service.form()));
        String namespace = namespace("apps");
        var before = service.requests();
        double cpu = service.cpuSeconds();
        double reconciled = bringAbout(namespace, apps);
        MeasuredService.await(
                "the apps to be ready: do pods become ready in this cluster?",
                () -> service.readyApps() >= apps + warm);
        service.awaitQuiet();
        var made = service.requests().since(before);
        writes(made, SmallApps.kinds(namespace).size());
        report("CPU time of the service per app", "ms", (service.cpuSeconds() - cpu) * 1000 / apps, Double.NaN);
        keepInOrder(namespace);
        drift(namespace);
        neighbour();
        for (int rate : RATES) {
            deploys(rate);
        }
        restart();
        service.close();

        SmallApps.plain(client, namespace("warm-plain"), warm);
        double plain = SmallApps.plain(client, namespace("plain"), apps);
        report("applied until all children exist (%.1f s), over a plain client (%.1f s)".formatted(reconciled, plain), "",
                reconciled / plain, 1.3);
        kubectl(work, reconciled);
        TERMINAL.println("All requests from the first app until all were at rest: " + made.counts());
    }

    private void writes(MeasuredService.Requests made, int children) {
        report("writes per child", "", made.sum(CHILDREN) / children / apps, 1);
        report("writes of each app's status", "", made.sum(STATUS) / apps, 2);
        report("events written per app", "", made.sum(EVENTS) / apps, Double.NaN);
        report("reads per app", "", (made.all() - made.writes()) / apps, Double.NaN);
    }

    /// Applies apps at once.
    ///
    /// @return seconds until all that they ask for is there
    private double bringAbout(String namespace, int count) throws InterruptedException {
        List<Class<? extends HasMetadata>> kinds = SmallApps.kinds(namespace);
        Map<Class<? extends HasMetadata>, Long> wanted = new LinkedHashMap<>();
        kinds.forEach(kind -> wanted.put(kind, SmallApps.count(client, namespace, kind) + count));
        long start = System.nanoTime();
        SmallApps.parallel(count, i -> client.resource(SmallApps.app(namespace, "app" + i))
                .fieldManager("bench")
                .serverSideApply());
        for (Class<? extends HasMetadata> kind : kinds.reversed()) {
            MeasuredService.await(
                    count + " of " + kind.getSimpleName(), () -> SmallApps.count(client, namespace, kind) >= wanted.getOrDefault(kind, 0L));
        }
        return seconds(start);
    }

    private void kubectl(Path work, double reconciled) throws IOException, InterruptedException {
        String namespace = namespace("kubectl");
        NoKubeApp owner = client.resource(SmallApps.app(namespace, SmallApps.OWNER)).create();
        int sample = Math.min(apps, WITH_KUBECTL);
        StringBuilder documents = new StringBuilder();
        for (int i = 0; i < sample; i++) {
            SmallApps.children(namespace, "app" + i, owner)
                    .forEach(object -> documents.append("---\n").append(Serialization.asYaml(object)));
        }
        Path file = Files.writeString(work.resolve("children.yaml"), documents);
        ProcessBuilder command = new ProcessBuilder("kubectl", "apply", "--server-side", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("kubectl.log").toFile());
        command.environment().put("KUBECONFIG", System.getenv(KUBECONFIG));
        long start = System.nanoTime();
        Process kubectl = command.start();
        if (!kubectl.waitFor(5, TimeUnit.MINUTES) || kubectl.exitValue() != 0) {
            kubectl.destroyForcibly();
            throw new IllegalStateException("kubectl: " + Files.readString(work.resolve("kubectl.log")));
        }
        double seconds = seconds(start);
        report(
                "the same over kubectl apply --server-side (%.1f s for %d apps)".formatted(seconds, sample),
                "",
                reconciled / (seconds * apps / sample),
                0.5);
    }

    /// What concerns all apps of a namespace, and changes none of them.
    private void keepInOrder(String namespace) throws InterruptedException {
        var before = service.requests();
        double passes = service.passes();
        long start = System.nanoTime();
        client.namespaces().withName(namespace).edit(found -> new NamespaceBuilder(found)
                .editMetadata()
                .addToLabels("looked-at", "again")
                .endMetadata()
                .build());
        MeasuredService.await("a pass over each app", () -> service.passes() >= passes + apps);
        double seconds = seconds(start);
        service.awaitQuiet();
        report("requests for an app in order that is reconciled again", "", service.requests().since(before).all() / apps, 0);
        report("a pass over all of them in order", "s", seconds, 5);
        report("writes of that pass", "", service.requests().since(before).writes(), 0);
    }

    private void restart() throws IOException, InterruptedException {
        double all = client.resources(NoKubeApp.class)
                .inAnyNamespace()
                .list()
                .getItems()
                .size();
        report("resident with %.0f apps".formatted(all), "MB", service.residentMegabytes(), 400);
        long start = System.nanoTime();
        service.restart();
        service.awaitReady();
        double ready = seconds(start);
        MeasuredService.await("a pass over each app", () -> service.passes() >= all);
        report("restart with %.0f apps in order, until ready".formatted(all), "s", ready, 10);
        report("restart, until each was looked at", "s", seconds(start), Double.NaN);
        service.awaitQuiet();
        report("writes of the restart", "", service.requests().writes(), 0);
        report("reads of the restart", "", service.requests().all() - service.requests().writes(), Double.NaN);
    }

    /// Somebody else changes a label that is the app's own; until it is back.
    private void drift(String namespace) throws InterruptedException {
        Map<String, Long> edited = new ConcurrentHashMap<>();
        Set<String> drifted = ConcurrentHashMap.newKeySet();
        List<Double> times = Collections.synchronizedList(new ArrayList<>());
        Seen<Service> seen = new Seen<>(object -> {
            String name = object.getMetadata().getName();
            if (!"nokube".equals(object.getMetadata().getLabels().get(MANAGED_BY))) {
                drifted.add(name);
            } else if (drifted.remove(name)) {
                times.add(seconds(edited.remove(name)));
            }
        });
        int edits = Math.min(EDITS, apps);
        try (Watch watch = client.services().inNamespace(namespace).watch(seen)) {
            for (int i = 0; i < edits; i++) {
                String name = "app" + i * (apps / edits);
                edited.put(name, System.nanoTime());
                client.services().inNamespace(namespace).withName(name).patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"labels\": {\"%s\": \"somebody\"}}}".formatted(MANAGED_BY));
                TimeUnit.MILLISECONDS.sleep(100);
            }
            MeasuredService.await("drift to be put back", () -> edited.isEmpty());
        }
        report("drift put back, p50 of %d".formatted(edits), "ms", quantile(times, 0.5) * 1000, Double.NaN);
        report("drift put back, p99", "ms", quantile(times, 0.99) * 1000, 2000);
    }

    /// One tenant has everything to do at once; meanwhile another one applies an app, again and again: first while the
    /// crowd of apps is being written, which is a matter of the API server too, then while it is brought about.
    private void neighbour() throws InterruptedException {
        String crowd = namespace("crowd");
        String other = namespace("neighbour");
        try (ExecutorService crowded = Executors.newSingleThreadExecutor()) {
            Future<?> applied = crowded.submit(() -> {
                SmallApps.parallel(apps, i -> client.resource(SmallApps.app(crowd, "app" + i))
                        .fieldManager("bench")
                        .serverSideApply());
                return null;
            });
            neighbour(other, "written", () -> !applied.isDone(), Double.NaN);
        }
        neighbour(other, "brought about", () -> SmallApps.count(client, crowd, Deployment.class) < apps, 2000);
        service.awaitQuiet();
    }

    private void neighbour(String namespace, String what, BooleanSupplier goesOn, double most) throws InterruptedException {
        List<Double> writes = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        do {
            String name = what.substring(0, 1) + times.size();
            long start = System.nanoTime();
            client.resource(SmallApps.app(namespace, name)).fieldManager("bench").serverSideApply();
            writes.add(seconds(start));
            MeasuredService.awaitOne("the neighbour's Deployment", () ->
                    client.apps().deployments().inNamespace(namespace).withName(name).get() != null);
            times.add(seconds(start));
        } while (times.size() < apps && goesOn.getAsBoolean());
        String row = "another tenant's app until its Deployment, while %d of one are %s, ".formatted(apps, what);
        report(row + "p50 of %d".formatted(times.size()), "ms", quantile(times, 0.5) * 1000, Double.NaN);
        report(row + "longest", "ms", quantile(times, 1) * 1000, most);
        report(row + "longest that writing the app alone took", "ms", quantile(writes, 1) * 1000, Double.NaN);
    }

    /// From the REST request to the Deployment, one project of one user.
    private void deploys(int rate) throws InterruptedException {
        String user = id.substring(0, Math.min(id.length(), 18)) + rate;
        String namespace = user + "-bench";
        namespaces.add(namespace);
        Map<String, Long> asked = new ConcurrentHashMap<>();
        List<Double> times = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger refused = new AtomicInteger();
        Seen<Deployment> seen = new Seen<>(object -> {
            Long since = asked.remove(object.getMetadata().getName());
            if (since != null) {
                times.add(seconds(since));
            }
        });
        deploy(user, "first");
        try (Watch watch = client.apps().deployments().inNamespace(namespace).watch(seen);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < DEPLOYS; i++) {
                String name = "app" + i;
                asked.put(name, System.nanoTime());
                callers.execute(() -> {
                    if (deploy(user, name) != 202) {
                        asked.remove(name);
                        refused.incrementAndGet();
                    }
                });
                TimeUnit.MILLISECONDS.sleep(1000 / rate);
            }
            MeasuredService.await("the Deployments of what was deployed", () -> asked.isEmpty());
        }
        service.awaitQuiet();
        String what = "deploy request to Deployment at %d a second, %d of them, %d refused, "
                .formatted(rate, DEPLOYS, refused.get());
        report(what + "p50", "ms", quantile(times, 0.5) * 1000, Double.NaN);
        report(what + "p99", "ms", quantile(times, 0.99) * 1000, 300);
    }

    private int deploy(String user, String name) {
        return service.post(user, "/api/v1/deploy", """
            {"project_id": 1, "project_name": "bench", "service_name": "%s", "image_name": "x/bench:1", "replicas": 1}\
            """.formatted(name));
    }

    private record Seen<T extends HasMetadata>(Consumer<T> then) implements Watcher<T> {
        @Override
        public void eventReceived(Action action, T object) {
            if (action != Action.DELETED) {
                then.accept(object);
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            TERMINAL.println("A watch ended: " + cause.getMessage());
        }
    }

    private String namespace(String what) {
        String name = "nokube-bench-" + id + "-" + what;
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        namespaces.add(name);
        return name;
    }

    private void removeAll() throws InterruptedException {
        for (String namespace : namespaces) {
            client.namespaces().withName(namespace).delete();
        }
        MeasuredService.await("the namespaces to be removed", () -> namespaces.stream()
                .allMatch(namespace -> client.namespaces().withName(namespace).get() == null));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double quantile(List<Double> values, double quantile) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
    }

    /// @param target NaN where there is none
    private static void report(String what, String unit, double measured, double target) {
        String aim = Double.isNaN(target) ? "" : "%s %s".formatted(NUMBER.format(target), unit).strip();
        String ratio = Double.isNaN(target) || target == 0 ? "" : NUMBER.format(measured / target);
        String figure = "%s %s".formatted(NUMBER.format(measured), unit).strip();
        TERMINAL.println("| %s | %s | %s | %s |".formatted(what, figure, aim, ratio));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
