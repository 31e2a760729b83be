package io.nokube.launcher;

import io.nokube.sandbox.github.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The whole product on one machine: sandboxes, then the services, then ready. Closing it ends all of it.
public final class Stack implements AutoCloseable {
    private final Settings settings;
    private final DataLock lock;
    private final Sandboxes sandboxes;
    private final String adminPassword;
    private final Leftovers leftovers;
    private final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);
    private final Map<Service, Duration> startTimes = new EnumMap<>(Service.class);

    private Stack(Settings settings, DataLock lock, Sandboxes sandboxes, String adminPassword) {
        this.settings = settings;
        this.lock = lock;
        this.sandboxes = sandboxes;
        this.adminPassword = adminPassword;
        this.leftovers = new Leftovers(settings.data());
    }

    /// Starts everything and returns when every service is ready.
    ///
    /// @throws LaunchException where a part does not start; whatever was started is ended before
    public static Stack start(Settings settings, Options gitHub) throws InterruptedException {
        DataLock lock = DataLock.take(settings.data());
        new Leftovers(settings.data()).end();
        Stack stack;
        try {
            settings.endpoints().requireFree();
            String password =
                    settings.variable("NOKUBE_ADMIN_PASSWORD").orElseGet(() -> Admin.password(settings.data()));
            stack = new Stack(settings, lock, Sandboxes.start(settings, gitHub), password);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            stack.run();
            return stack;
        } catch (RuntimeException | InterruptedException e) {
            stack.close();
            throw e;
        }
    }

    private void run() throws InterruptedException {
        ClusterPreparation.applyDefinition(settings.root(), sandboxes.kubeconfig());
        for (Service service : Service.values()) {
            start(service);
        }
        for (Service service : Service.values()) {
            awaitReady(service);
        }
    }

    private synchronized void start(Service service) {
        var environment = new ServiceEnvironment(settings, sandboxes.parts(adminPassword)).of(service);
        processes.put(service, ServiceProcess.start(service, settings, environment));
        leftovers.remember(List.copyOf(processes.values()));
    }

    private void awaitReady(Service service) throws InterruptedException {
        startTimes.put(service, process(service).awaitReady(settings.form().patienceToStart()));
    }

    /// Starts a service that was ended, and waits until it is ready again.
    public void restart(Service service) throws InterruptedException {
        process(service).close();
        start(service);
        awaitReady(service);
    }

    public synchronized ServiceProcess process(Service service) {
        ServiceProcess process = processes.get(service);
        if (process == null) {
            throw new IllegalStateException(service + " was not started");
        }
        return process;
    }

    public Sandboxes sandboxes() {
        return sandboxes;
    }

    public String adminPassword() {
        return adminPassword;
    }

    /// From the start of its process to its first "ready".
    public Map<Service, Duration> startTimes() {
        return Map.copyOf(startTimes);
    }

    /// The one line that `./nokube up` prints: where, how to log in, and what is not real.
    public String summary() {
        String url = settings.endpoints().of(Service.GATEWAY).url().toString();
        String username = settings.variable("NOKUBE_ADMIN_USERNAME").orElse(Admin.USERNAME);
        List<String> names = sandboxes.names();
        return "NoKube is ready: " + url + " (API: " + url + "/api/v1) | log in as " + username + " / " + adminPassword
                + " | "
                + (names.isEmpty() ? "no sandboxes, everything is real" : "sandboxes: " + String.join(", ", names))
                + " | Ctrl-C stops it";
    }

    @Override
    public synchronized void close() {
        List<ServiceProcess> running = new ArrayList<>(processes.values());
        try {
            running.parallelStream().forEach(ServiceProcess::close);
            leftovers.remember(List.of());
        } finally {
            sandboxes.close();
            lock.close();
        }
    }
}
