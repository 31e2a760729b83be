package io.nokube.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One user who goes on building, deploying and looking, and remembers what was promised.
final class ReplicaClient {
    private static final int APPS = 3;
    private static final long PACE_NANOS = 250_000_000;

    private final ReplicaTraffic traffic;
    private final Random random;
    private final String username;
    private final List<String> builds = new ArrayList<>();
    private final Map<String, App> apps = new LinkedHashMap<>();
    private final List<String> friends = new ArrayList<>();
    private final ExecutorService watching;
    private final Map<String, Future<String>> watched = new LinkedHashMap<>();
    private String token = "";
    private int good;
    private int bad;
    private int steps;

    /// @param id that the deployment has
    /// @param image of the last deploy
    /// @param accepted deploys
    /// @param attempts that may have reached a replica, of which some may have been the same deploy again
    record App(String id, String image, int accepted, int attempts) {
        App deployedAgain(String newId, String newImage, int more) {
            return new App(newId, newImage, accepted + 1, attempts + more);
        }
    }

    /// @param watching runs those who follow events
    ReplicaClient(ReplicaTraffic traffic, String username, Random random, ExecutorService watching) {
        this.traffic = traffic;
        this.watching = watching;
        this.username = username;
        this.random = random;
    }

    void begin() {
        token = register(username);
        good = project("good", "octocat/hello-world");
        bad = project("bad", "acme/fails-build");
    }

    /// One thing after the other, by the clock, as long as there is to be load.
    void run(BooleanSupplier goesOn) {
        long next = System.nanoTime();
        while (goesOn.getAsBoolean()) {
            step();
            next = Math.max(next + PACE_NANOS, System.nanoTime());
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void step() {
        steps++;
        switch (random.nextInt(12)) {
            case 0, 1 -> build();
            case 2, 3 -> deploy();
            case 4 -> {
                if (steps % 5 == 0) {
                    String friend = username + "f" + friends.size();
                    register(friend);
                    friends.add(friend);
                }
            }
            case 5 -> expect(200, LoneRequest.get("/api/v1/auth/me"));
            case 6 -> {
                int total = expect(200, LoneRequest.get("/api/v1/builds?limit=5"))
                        .json()
                        .path("total")
                        .asInt();
                if (total < builds.size()) {
                    traffic.wonder(total + " builds, of " + builds.size() + " that were accepted");
                }
            }
            case 7 -> expect(200, LoneRequest.get("/api/v1/projects/" + good));
            case 8 -> expect(200, LoneRequest.get("/api/v1/deployments"));
            case 9, 10 -> any(builds).ifPresent(id -> expect(200, LoneRequest.get("/api/v1/builds/" + id)));
            default ->
                any(List.copyOf(apps.values()))
                        .ifPresent(app -> expect(200, LoneRequest.get("/api/v1/deployments/" + app.id())));
        }
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private RawAnswer expect(int status, LoneRequest request) {
        return traffic.expect(status, mine(request), random);
    }

    private LoneRequest mine(LoneRequest request) {
        return request.with("Authorization", "Bearer " + token);
    }

    /// Registers; where an answer was lost and the name is now taken, it is one's own, and the password opens it.
    private String register(String name) {
        var ended = traffic.send(
                LoneRequest.post("/api/v1/auth/register", """
                {"username": "%s", "email": "%s@example.test", "password": "%s"}""".formatted(name, name, TestStack.PASSWORD)), random);
        RawAnswer answer = ended.answer();
        if (answer.status() == 409 && !ended.isFirst()) {
            return signIn(name);
        }
        if (answer.status() != 201) {
            traffic.wonder("Registering " + name + ": " + answer);
        }
        return answer.json().path("token").path("access_token").asText();
    }

    String signIn(String name) {
        return traffic.expect(
                        200, LoneRequest.post("/api/v1/auth/login", """
                {"username": "%s", "password": "%s"}""".formatted(name, TestStack.PASSWORD)), random)
                .json()
                .path("token")
                .path("access_token")
                .asText();
    }

    private int project(String name, String repository) {
        return expect(201, LoneRequest.post("/api/v1/projects", """
                {"name": "%s", "repository_url": "https://github.com/%s"}""".formatted(name, repository)))
                .json()
                .path("id")
                .asInt();
    }

    private void build() {
        boolean fails = random.nextInt(4) == 0;
        RawAnswer answer = expect(
                202,
                LoneRequest.post("/api/v1/builds", """
                {"project_id": %d, "service_name": "svc%d"}""".formatted(fails ? bad : good, steps))
                        .with("Idempotency-Key", username + "-" + steps));
        String id = answer.json().path("build_id").asText();
        builds.add(id);
        if (builds.size() % 2 == 0) {
            watched.put(id, watching.submit(new ReplicaWatcher(traffic, id, token, new Random(random.nextLong()))));
        }
    }

    /// A new app as long as there are few, and then another image for one that is there.
    private void deploy() {
        String service = "app" + random.nextInt(APPS);
        String image = "ghcr.io/nokube/web:" + steps;
        var ended = traffic.send(
                mine(LoneRequest.post("/api/v1/deploy", """
                {"project_id": %d, "project_name": "good", "username": "%s", "service_name": "%s", "image_name": "%s",
                 "replicas": 1, "cpu_request": "10m", "memory_request": "16Mi"}""".formatted(good, username, service, image))
                        .with("Idempotency-Key", username + "-" + steps)),
                random);
        if (ended.answer().status() != 202) {
            traffic.wonder("Deploying " + service + ": " + ended.answer());
            return;
        }
        String id = ended.answer().json().path("deployment_id").asText();
        App before = apps.getOrDefault(service, new App(id, image, 0, 0));
        if (!before.id().equals(id)) {
            traffic.wonder(service + " of " + username + " was " + before.id() + " and is " + id);
        }
        apps.put(service, before.deployedAgain(id, image, ended.attempts()));
    }

    String username() {
        return username;
    }

    String namespace() {
        return username + "-good";
    }

    List<String> builds() {
        return List.copyOf(builds);
    }

    /// What the last event of a build says that was followed.
    Map<String, Future<String>> watched() {
        return new LinkedHashMap<>(watched);
    }

    List<String> friends() {
        return List.copyOf(friends);
    }

    Map<String, App> apps() {
        return new LinkedHashMap<>(apps);
    }

    JsonNode look(String path) {
        return expect(200, LoneRequest.get(path)).json();
    }
}
