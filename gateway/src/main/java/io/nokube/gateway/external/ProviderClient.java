package io.nokube.gateway.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks providers, and reads the JSON they answer with. It follows no redirects: what is sent is a secret.
@Singleton
class ProviderClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
    private static final long TIMEOUT_SECONDS = 10;
    private static final int MAX_BODY = 512 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client;
    private final ObjectMapper json;

    ProviderClient(Vertx vertx, ObjectMapper json) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
        this.json = json;
    }

    Uni<JsonNode> get(String url, Map<String, String> headers) {
        return send(HttpMethod.GET, url, headers, null);
    }

    Uni<JsonNode> post(String url, Form form, Map<String, String> headers) {
        return send(HttpMethod.POST, url, headers, form);
    }

    private Uni<JsonNode> send(HttpMethod method, String url, Map<String, String> headers, @Nullable Form form) {
        String host = Objects.requireNonNullElse(URI.create(url).getHost(), "");
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url)
                .setTimeout(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS))
                .putHeader("accept", "application/json")
                .putHeader("user-agent", "NoKube");
        headers.forEach(options::putHeader);
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> sent(request, form))
                        .compose(response -> read(response, host))
                        .toCompletionStage())
                .onFailure(failure -> !(failure instanceof SignInException))
                .transform(failure -> new SignInException(
                        SignInProblem.PROVIDER_UNAVAILABLE,
                        host + " cannot be reached: " + failure.getMessage(),
                        failure));
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, @Nullable Form form) {
        return form == null
                ? request.send()
                : request.putHeader("content-type", FORM).send(form.toString());
    }

    private Future<JsonNode> read(HttpClientResponse response, String host) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > MAX_BODY) {
                whole.tryFail("The answer is too long");
                response.request().reset();
            }
        });
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future().map(all -> parsed(response.statusCode(), all, host));
    }

    /// The answer is not logged: there may be a token in it.
    private JsonNode parsed(int status, Buffer body, String host) {
        if (status / 100 != 2) {
            throw refused(host + " answers " + status);
        }
        try {
            JsonNode node = json.readTree(body.getBytes());
            if (node.isContainerNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw refused(host + " answers something that is no JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw refused(host + " answers something that is no JSON object");
    }

    private static SignInException refused(String message) {
        return new SignInException(SignInProblem.PROVIDER_UNAVAILABLE, message);
    }
}
