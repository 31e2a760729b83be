package io.nokube.gateway.it;

import static io.nokube.gateway.it.Gateway.json;
import static io.nokube.gateway.it.Gateway.request;
import static io.nokube.gateway.it.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked // The test framework fills the fields.
@QuarkusTestResource(Backends.class)
class OpenApiIT {
    private static final String BUILDS = """
            {"openapi": "3.1.0", "paths": {"/api/v1/builds": {"get": {"operationId": "listBuilds",
              "responses": {"200": {"description": "OK"}}}}}}""";

    HttpService build;

    @AfterEach
    void calm() {
        build.behave();
    }

    @Test
    void tellsOfTheGatewayAndOfTheServicesThatEverAnswered() throws Exception {
        build.behave(request ->
                request.response().putHeader("content-type", "application/json").end(BUILDS));
        JsonNode document = json(send(request("/q/openapi?format=json")));

        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.path("paths").has("/api/v1/builds")).isTrue();
        assertThat(document.path("paths").has("/api/v1/auth/login")).isTrue();
        assertThat(document.path("paths").has("/")).isFalse();
        assertThat(document.at("/paths/~1api~1v1~1auth~1me/get/security")).hasSize(2);
        assertThat(document.at("/paths/~1api~1v1~1auth~1login/post/security")).isEmpty();
        assertThat(document.at("/components/schemas/User/properties").has("created_at"))
                .as("fields are named as they are sent")
                .isTrue();

        build.behave(request -> request.connection().close());
        HttpResponse<String> yaml = send(request("/q/openapi"));
        assertThat(yaml.headers().firstValue("content-type").orElseThrow()).startsWith("application/yaml");
        assertThat(new YAMLMapper().readTree(yaml.body())).isEqualTo(document);
        assertThat(json(send(request("/q/openapi").header("Accept", "application/json"))))
                .isEqualTo(document);
        assertThat(json(send(request("/q/openapi.json")))).isEqualTo(document);
    }
}
