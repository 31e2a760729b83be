package io.nokube.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.gateway.openapi.Part.Owner;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiMergeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Part GATEWAY = part(Owner.GATEWAY, """
            {"paths": {
              "/": {"get": {"operationId": "whatIsHere", "responses": {"200": {"description": "OK"}}}},
              "/.well-known/jwks.json": {"get": {"operationId": "keys", "responses": {"200": {"description": "OK"}}}},
              "/api/v1/auth/login": {"post": {"operationId": "login", "tags": ["Identity"],
                "responses": {"200": {"description": "OK"}}}},
              "/api/v1/auth/me": {"get": {"operationId": "me", "security": [{"bearer": []}],
                "responses": {"200": {"description": "OK"}}}}}}""");

    private static final Part BUILD = part(Owner.BUILD, """
            {"tags": [{"name": "Builds", "description": "Images from repositories"}],
             "paths": {
              "/api/v1/builds": {
                "get": {"operationId": "list", "tags": ["Builds"], "responses": {"200": {"description": "OK",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}}}},
                "post": {"operationId": "startBuild",
                  "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewBuild"}}}},
                  "responses": {"202": {"description": "Accepted"}, "409": {"description": "It is over"}}}},
              "/api/v1/builds/{id}/events": {"get": {"operationId": "followBuild", "responses": {"200": {"description": "OK",
                "content": {"text/event-stream": {"schema": {"type": "array",
                  "items": {"$ref": "#/components/schemas/OutboundSseEvent"}}}}}}}},
              "/api/v1/webhooks/github": {"post": {"operationId": "webhook", "responses": {"204": {"description": "Done"}}}},
              "/api/v1/deploy": {"post": {"operationId": "stolen", "responses": {"200": {"description": "OK"}}}},
              "/internal/secrets": {"get": {"operationId": "secrets", "responses": {"200": {"description": "OK"}}}}},
             "components": {"schemas": {
               "OutboundSseEvent": {"type": "object", "properties": {"hash": {"type": "integer"}}},
               "NewBuild": {"type": "object", "required": ["branch"], "properties": {"branch": {"type": "string"},
                 "note": {"type": "string"}}},
               "Item": {"type": "object", "properties": {"build_id": {"type": "string"}}},
               "Page": {"type": "object", "properties": {"items": {"type": "array",
                 "items": {"$ref": "#/components/schemas/Item"}}, "next_cursor": {"type": ["string", "null"]}}}}}}""");

    private static final Part MONITOR = part(Owner.MONITOR, """
            {"paths": {
              "/api/v1/deployments": {"get": {"operationId": "list", "responses": {"200": {"description": "OK",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}}}}}},
             "components": {"schemas": {
               "Item": {"type": "object", "properties": {"deployment_id": {"type": "string"}}},
               "Page": {"type": "object", "properties": {"items": {"type": "array",
                 "items": {"$ref": "#/components/schemas/Item"}}, "next_cursor": {"type": ["string", "null"]}}}}}}""");

    private final ObjectNode merged = OpenApiMerge.merge(List.of(GATEWAY, BUILD, MONITOR));

    @Test
    void holdsWhatTheGatewayTakesToItsOwnerAndNothingElse() {
        assertThat(merged.path("paths").fieldNames())
                .toIterable()
                .containsExactly(
                        "/.well-known/jwks.json",
                        "/api/v1/auth/login",
                        "/api/v1/auth/me",
                        "/api/v1/builds",
                        "/api/v1/builds/{id}/events",
                        "/api/v1/deployments",
                        "/api/v1/webhooks/github");
    }

    @Test
    void saysOfEveryOperationWhetherItNeedsACaller() {
        assertThat(operation("/api/v1/auth/login", "post").path("security")).isEmpty();
        assertThat(operation("/api/v1/webhooks/github", "post").path("security"))
                .isEmpty();
        for (JsonNode secured : List.of(
                operation("/api/v1/auth/me", "get"),
                operation("/api/v1/builds", "get"),
                operation("/api/v1/deployments", "get"))) {
            assertThat(secured.path("security").toString()).isEqualTo("[{\"bearer\":[]},{\"session\":[]}]");
            assertThat(secured.at("/responses/401/$ref").asText()).isEqualTo("#/components/responses/Unauthenticated");
        }
        assertThat(merged.at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("bearer", "session");
    }

    @Test
    void twoThingsOfOneNameGetTwoNames() {
        JsonNode builds = operation("/api/v1/builds", "get").at("/responses/200/content/application~1json/schema/$ref");
        JsonNode deployments =
                operation("/api/v1/deployments", "get").at("/responses/200/content/application~1json/schema/$ref");

        assertThat(builds.asText()).isEqualTo("#/components/schemas/Page");
        assertThat(schema("Page").at("/properties/items/items/$ref").asText()).endsWith("/Item");
        assertThat(schema("Item").path("properties").has("build_id")).isTrue();
        assertThat(schema("MonitorItem").path("properties").has("deployment_id"))
                .isTrue();
        String page = deployments.asText().substring("#/components/schemas/".length());
        assertThat(schema(page).at("/properties/items/items/$ref").asText()).endsWith("/MonitorItem");
        assertThat(operation("/api/v1/deployments", "get").path("operationId").asText())
                .isEqualTo("monitorList");
    }

    @Test
    void everyErrorIsAProblem() {
        JsonNode post = operation("/api/v1/builds", "post");

        assertThat(post.at("/responses/409/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(post.at("/responses/202/content").isMissingNode()).isTrue();
        assertThat(post.at("/responses/default/$ref").asText()).isEqualTo("#/components/responses/Problem");
        assertThat(merged.at("/components/responses/TooManyRequests/headers/Retry-After")
                        .isObject())
                .isTrue();
        assertThat(schema("Problem").at("/properties/errors/items/$ref").asText())
                .isEqualTo("#/components/schemas/FieldError");
    }

    @Test
    void whatIsAnsweredHasAllItsFieldsAndWhatIsSentNeedNot() {
        assertThat(schema("Page").path("required").toString()).isEqualTo("[\"items\",\"next_cursor\"]");
        assertThat(schema("NewBuild").path("required").toString()).isEqualTo("[\"branch\"]");
    }

    @Test
    void anEventStreamIsTextAndNoJavaType() {
        assertThat(operation("/api/v1/builds/{id}/events", "get")
                        .at("/responses/200/content/text~1event-stream/schema/type")
                        .asText())
                .isEqualTo("string");
        assertThat(schema("OutboundSseEvent").isMissingNode()).isTrue();
    }

    @Test
    void aServiceThatIsAwayLeavesItsPartOut() {
        ObjectNode alone = OpenApiMerge.merge(List.of(GATEWAY));

        assertThat(alone.path("paths")).hasSize(3);
        assertThat(alone.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("Problem", "FieldError");
    }

    @Test
    void doesNotChangeWhatItWasGiven() {
        JsonNode before = MONITOR.document().deepCopy();
        OpenApiMerge.merge(List.of(GATEWAY, BUILD, MONITOR));

        assertThat(MONITOR.document()).isEqualTo(before);
    }

    private JsonNode operation(String path, String method) {
        return merged.path("paths").path(path).path(method);
    }

    private JsonNode schema(String name) {
        return merged.at("/components/schemas").path(name);
    }

    private static Part part(Owner owner, String json) {
        try {
            return new Part(owner, (ObjectNode) JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
