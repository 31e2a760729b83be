package io.nokube.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// GitHub's API as a test calls it: plain HTTP, nothing of the sandbox's own classes.
record Api(String url, HttpClient client) {
    static final String BUILDS = "/repos/acme/builds";
    static final String DISPATCHES = BUILDS + "/actions/workflows/build-image.yml/dispatches";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Api of(SandboxGitHub gitHub) {
        return new Api(gitHub.apiUrl(), HttpClient.newHttpClient());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> put(String path, String body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Dispatches with the id asked for and gives it back.
    long dispatched(ObjectNode body) {
        body.put("return_run_details", true);
        return json(post(DISPATCHES, body.toString())).path("workflow_run_id").longValue();
    }

    JsonNode run(long id) {
        return json(get(BUILDS + "/actions/runs/" + id));
    }

    JsonNode job(long id) {
        return json(get(BUILDS + "/actions/runs/" + id + "/jobs")).path("jobs").path(0);
    }

    String log(long id) {
        var redirect = get(BUILDS + "/actions/jobs/" + job(id).path("id").longValue() + "/logs");
        var address = redirect.headers().firstValue("Location").orElseThrow();
        return send(HttpRequest.newBuilder(URI.create(address)).GET()).body();
    }

    static ObjectNode body(String buildId, String repository) {
        var body = JSON.createObjectNode().put("ref", "main");
        body.putObject("inputs")
                .put("build_id", buildId)
                .put("repository", repository)
                .put("branch", "main")
                .put("image", "ghcr.io/acme/ada-shop-web:1")
                .put("builder", "dockerfile");
        return body;
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .header("Accept", "application/vnd.github+json");
        var all = Map.of("Authorization", "Bearer " + Options.TOKEN);
        if (headers.length == 0) {
            all.forEach(request::header);
            return request;
        }
        if (!java.util.List.of(headers).contains("Authorization")) {
            all.forEach(request::header);
        }
        return request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
