package io.nokube.gateway.it;

import io.nokube.sandbox.postgres.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// What the gateway needs around it: a database, and two test servers where the services would be.
public class Backends implements QuarkusTestResourceLifecycleManager {
    static final String ADMIN_PASSWORD = "follow the white rabbit";

    private EmbeddedDatabase database;
    private HttpService build;
    private RawService monitor;

    @Override
    public Map<String, String> start() {
        database = EmbeddedDatabase.startTemporary();
        build = HttpService.start();
        monitor = RawService.start();
        return Map.ofEntries(
                Map.entry("NOKUBE_DB_URL", database.url()),
                Map.entry("nokube.build-svc-url", "http://127.0.0.1:" + build.port()),
                Map.entry("nokube.monitor-svc-url", "http://127.0.0.1:" + monitor.port()),
                Map.entry("nokube.auth.registration", "open"),
                Map.entry("nokube.admin.username", "morpheus"),
                Map.entry("nokube.admin.password", ADMIN_PASSWORD),
                Map.entry("nokube.upstream.timeout", "2s"),
                Map.entry("nokube.build-svc-health-url", "http://127.0.0.1:" + build.port()),
                Map.entry("nokube.monitor-svc-health-url", "http://127.0.0.1:9"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(build, new TestInjector.MatchesType(HttpService.class));
        injector.injectIntoFields(monitor, new TestInjector.MatchesType(RawService.class));
    }

    @Override
    public void stop() {
        if (build != null) {
            build.close();
        }
        if (monitor != null) {
            monitor.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
