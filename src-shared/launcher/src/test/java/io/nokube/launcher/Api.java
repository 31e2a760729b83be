package io.nokube.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// NoKube's API as a frontend sees it, through the gateway.
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final @Nullable String token;
    private final @Nullable String traceParent;

    Api(URI gateway, @Nullable String token) {
        this(gateway, token, null);
    }

    private Api(URI gateway, @Nullable String token, @Nullable String traceParent) {
        this.gateway = gateway;
        this.token = token;
        this.traceParent = traceParent;
    }

    record Answer(int status, JsonNode body, String text) {
        String string(String field) {
            return body.path(field).asText();
        }
    }

    record Event(String id, String name, JsonNode data) {}

    Api as(String otherToken) {
        return new Api(gateway, otherToken);
    }

    /// The same caller, at another gateway.
    Api at(URI otherGateway) {
        return new Api(otherGateway, token);
    }

    /// The same caller, whose requests belong to a trace.
    Api traced(String parent) {
        return new Api(gateway, token, parent);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer post(String path, String json, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /// Follows an event stream to its end.
    List<Event> events(String path) {
        HttpRequest request = request(path)
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofMinutes(2))
                .build();
        List<Event> events = new ArrayList<>();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The stream was answered with " + response.statusCode());
            }
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                readEvents(lines, events);
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("The stream broke after " + events, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readEvents(BufferedReader lines, List<Event> events) throws IOException {
        String id = "";
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                events.add(new Event(id, name, JSON.readTree(data.toString())));
                data.setLength(0);
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(30));
        if (traceParent != null) {
            builder.header("traceparent", traceParent);
        }
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            boolean isJson = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            JsonNode body = isJson ? JSON.readTree(text) : JSON.nullNode();
            return new Answer(response.statusCode(), body, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
