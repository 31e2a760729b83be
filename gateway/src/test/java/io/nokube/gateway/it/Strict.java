package io.nokube.gateway.it;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A gateway with registration closed (about which nothing is said), low limits, one other web site let in, and a proxy
/// in front of it that is believed. Its database can be cut off, and monitor-svc is in two places, of which the second
/// is where build-svc is.
public class Strict implements QuarkusTestProfile {
    static final String SITE = "https://console.example.com";

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(StrictBackends.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    public static class StrictBackends extends Backends {
        private Relay relay;

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(super.start());
            URI database = URI.create(settings.get("NOKUBE_DB_URL"));
            relay = Relay.to(database.getPort());
            settings.put(
                    "NOKUBE_DB_URL",
                    database.toString().replace(":" + database.getPort() + "/", ":" + relay.port() + "/"));
            settings.compute("nokube.monitor-svc-url", (key, one) -> one + "," + settings.get("nokube.build-svc-url"));
            settings.remove("nokube.auth.registration");
            settings.put("nokube.limit.user-builds", "2/h");
            settings.put("nokube.limit.address-logins", "5/h");
            settings.put("nokube.limit.user-logins", "2/h");
            settings.put("nokube.limit.user-open", "3");
            settings.put("nokube.upstream.connections", "4");
            settings.put("nokube.cors.origins", SITE);
            settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            settings.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
            return settings;
        }

        @Override
        public void inject(TestInjector injector) {
            super.inject(injector);
            injector.injectIntoFields(relay, new TestInjector.MatchesType(Relay.class));
        }

        @Override
        public void stop() {
            if (relay != null) {
                relay.close();
            }
            super.stop();
        }
    }
}
