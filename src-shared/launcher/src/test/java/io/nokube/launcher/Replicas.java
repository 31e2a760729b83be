package io.nokube.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nokube.sandbox.github.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Several of every service on one database, one GitHub and one cluster, each gateway with the addresses of all
/// services.
final class Replicas implements AutoCloseable {
    private static final String KEYS = "/.well-known/jwks.json";

    private final List<Stack> stacks = new ArrayList<>();
    /// The gateways that are ready: where a load balancer sends requests.
    private final List<Integer> serving = new CopyOnWriteArrayList<>();
    private final List<Losses.Outage> outages = new CopyOnWriteArrayList<>();
    private final HttpServer keys;

    private Replicas() {
        try {
            keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Replicas start(int number, Path data) throws InterruptedException {
        Replicas replicas = new Replicas();
        try {
            replicas.startAll(number, data);
            return replicas;
        } catch (RuntimeException | InterruptedException e) {
            replicas.close();
            throw e;
        }
    }

    private void startAll(int number, Path data) throws InterruptedException {
        keys.createContext("/", this::showKeys);
        keys.start();
        List<Endpoints> endpoints = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            endpoints.add(Endpoints.free());
        }
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(
                "NOKUBE_BUILD_SVC_URL",
                all(endpoints, of -> of.of(Service.BUILD).url()));
        variables.put(
                "NOKUBE_MONITOR_SVC_URL",
                all(endpoints, of -> of.of(Service.MONITOR).url()));
        variables.put("NOKUBE_JWKS_URL", "http://127.0.0.1:" + keys.getAddress().getPort() + KEYS);
        variables.put("NOKUBE_LEADER_ELECTION_ENABLED", "true");
        // The clients are few, from one address, and do much.
        for (String limit : List.of("REQUESTS", "LOGINS", "BUILDS", "DEPLOYS")) {
            variables.put("NOKUBE_LIMIT_USER_" + limit, "off");
            variables.put("NOKUBE_LIMIT_ADDRESS_" + limit, "off");
        }
        for (int i = 0; i < number; i++) {
            variables.put("NOKUBE_LEADER_ELECTION_IDENTITY", "replica-" + i);
            Settings settings = TestStack.settings(data.resolve("replica-" + i), variables, endpoints.get(i));
            stacks.add(Stack.start(settings, Options.defaults().withHourlyLimit(1_000_000)));
            serving.add(i);
            if (i == 0) {
                variables.putAll(shared());
            }
        }
    }

    /// The keys of whichever gateway is there, as the one address in front of all of them has them.
    private void showKeys(HttpExchange exchange) throws IOException {
        byte[] body = new byte[0];
        for (int replica : serving) {
            if (LoneRequest.get(KEYS).send(gateway(replica))
                    instanceof LoneRequest.Outcome.Answered(RawAnswer answer)) {
                body = answer.text().getBytes(UTF_8);
                break;
            }
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length);
        try (var to = exchange.getResponseBody()) {
            to.write(body);
        }
    }

    private static String all(List<Endpoints> endpoints, Function<Endpoints, URI> address) {
        return endpoints.stream().map(address).map(URI::toString).collect(Collectors.joining(","));
    }

    /// What the others take instead of sandboxes of their own.
    private Map<String, String> shared() {
        ServiceEnvironment.Parts parts = first().sandboxes().parts(first().adminPassword());
        return Map.of(
                "NOKUBE_DB_URL", parts.databaseUrl(),
                "NOKUBE_GITHUB_API_URL", parts.gitHubUrl(),
                "NOKUBE_GITHUB_OIDC_ISSUER", parts.oidcIssuer(),
                "NOKUBE_GITHUB_TOKEN", parts.gitHubToken(),
                "NOKUBE_GITHUB_BUILDS_REPO", "nokube/builds",
                "NOKUBE_REGISTRY_NAMESPACE", "nokube",
                "NOKUBE_ADMIN_PASSWORD", first().adminPassword(),
                "KUBECONFIG", parts.kubeconfig());
    }

    /// The one with the sandboxes.
    Stack first() {
        return stacks.getFirst();
    }

    List<Losses.Outage> outages() {
        return List.copyOf(outages);
    }

    /// One of the gateways that are ready.
    int choose(Random random) {
        Object[] ready = serving.toArray();
        return (Integer) ready[random.nextInt(ready.length)];
    }

    URI gateway(int replica) {
        return stacks.get(replica).process(Service.GATEWAY).endpoint().url();
    }

    /// Every process there is, in an order drawn anew.
    List<Runnable> kills(Random random) {
        List<Runnable> kills = new ArrayList<>();
        for (int i = 0; i < stacks.size(); i++) {
            int replica = i;
            for (Service service : Service.values()) {
                kills.add(() -> killAndRestart(service, replica));
            }
        }
        Collections.shuffle(kills, random);
        return kills;
    }

    /// Kills it (SIGKILL) and starts the next one. The load balancer takes notice when the process is gone, and sends
    /// requests again when the next one is ready.
    private void killAndRestart(Service service, int replica) {
        Stack stack = stacks.get(replica);
        long killed = System.nanoTime();
        stack.process(service).kill();
        long gone = System.nanoTime();
        if (service == Service.GATEWAY) {
            serving.remove((Integer) replica);
        }
        try {
            stack.restart(service);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (service == Service.GATEWAY) {
            serving.add(replica);
        }
        outages.add(new Losses.Outage(service, replica, killed, gone, System.nanoTime()));
    }

    /// Which replicas of monitor-svc reconcile, as they say themselves; what was killed says nothing.
    List<Integer> leaders() {
        List<Integer> leaders = new ArrayList<>();
        for (int i = 0; i < stacks.size(); i++) {
            if (leads(i)) {
                leaders.add(i);
            }
        }
        return leaders;
    }

    /// Whether two reconcile at once: both say so, and the first of them before and after the second.
    boolean twoLead() {
        List<Integer> before = leaders();
        return before.size() > 1 && leaders().containsAll(before);
    }

    private boolean leads(int replica) {
        var metrics = LoneRequest.get("/q/metrics")
                .send(stacks.get(replica).process(Service.MONITOR).endpoint().managementUrl());
        return metrics instanceof LoneRequest.Outcome.Answered(RawAnswer answer)
                && Arrays.asList(answer.text().split("\n")).contains("nokube_leader 1.0");
    }

    @Override
    public void close() {
        stacks.reversed().forEach(Stack::close);
        keys.stop(0);
    }
}
