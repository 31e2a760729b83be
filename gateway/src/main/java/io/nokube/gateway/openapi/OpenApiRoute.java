package io.nokube.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.gateway.openapi.Part.Owner;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `GET /q/openapi`: YAML, or JSON with `?format=json`, `Accept: application/json` or the ending `.json`.
///
/// Stands in front of the route of Quarkus' own, which only tells of the gateway's endpoints.
@Singleton
public class OpenApiRoute {
    /// After the gateway's filters, and before the routes of Quarkus' own under `/q`.
    private static final int ORDER = -1_000;

    private final ServiceDocuments services;
    private final ObjectMapper json;
    private final OpenApiDocumentService own;

    OpenApiRoute(ServiceDocuments services, ObjectMapper json, OpenApiDocumentService own) {
        this.services = services;
        this.json = json;
        this.own = own;
    }

    void install(@Observes Router router) {
        router.routeWithRegex(HttpMethod.GET, "/q/openapi(\\.json|\\.yaml|\\.yml)?")
                .order(ORDER)
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        services.parts()
                .map(this::document)
                .onSuccess(document -> write(context, document))
                .onFailure(context::fail);
    }

    private ObjectNode document(List<Part> services) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Owner.GATEWAY, ownDocument()));
        parts.addAll(services);
        return OpenApiMerge.merge(parts);
    }

    private ObjectNode ownDocument() {
        try {
            return (ObjectNode) json.readTree(own.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(RoutingContext context, ObjectNode document) {
        boolean isJson = wantsJson(context.request());
        try {
            context.response()
                    .putHeader("content-type", isJson ? "application/json" : "application/yaml;charset=UTF-8")
                    .end(isJson ? json.writeValueAsString(document) : DocumentText.yaml(document));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    private static boolean wantsJson(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        String format = request.getParam("format", "");
        if (path.endsWith(".json") || format.equalsIgnoreCase("json")) {
            return true;
        }
        String accept = request.headers().get("accept");
        boolean accepted = accept != null && accept.toLowerCase(Locale.ROOT).contains("application/json");
        return accepted && path.endsWith("/openapi") && format.isEmpty();
    }
}
