package io.nokube.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ClosedRegistrationIT.Closed.class)
class ClosedRegistrationIT {
    public static class Closed implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ClosedBackends.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /// Says nothing about registration, which is therefore closed.
    public static class ClosedBackends extends Backends {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(super.start());
            settings.remove("nokube.auth.registration");
            return settings;
        }
    }

    @Test
    void nobodyMakesAnAccount() {
        var response = Gateway.register("smith");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(Gateway.json(response).at("/detail").asText()).contains("Registration is closed");
        assertThat(Gateway.login("smith", Gateway.PASSWORD).statusCode()).isEqualTo(401);
    }
}
