package io.nokube.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Strict.class)
class ClosedRegistrationIT {
    @Test
    void nobodyMakesAnAccount() {
        var response = Gateway.register("smith");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(Gateway.json(response).at("/detail").asText()).contains("Registration is closed");
        assertThat(Gateway.login("smith", Gateway.PASSWORD).statusCode()).isEqualTo(401);
    }
}
