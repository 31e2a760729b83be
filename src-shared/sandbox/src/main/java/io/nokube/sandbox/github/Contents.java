package io.nokube.sandbox.github;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The files of a repository, as far as installing the workflow needs them: it is there from the beginning.
final class Contents {
    private static final String WORKFLOW = ".github/workflows/" + WorkflowFile.FILE_NAME;

    private final String workflowText;
    private final Map<String, byte[]> written = new ConcurrentHashMap<>();

    Contents(String workflowText) {
        this.workflowText = workflowText;
    }

    void get(RoutingContext context, RepositoryName repository) {
        var path = path(context);
        var bytes = file(repository, path);
        if (bytes == null) {
            Answers.notFound(context);
            return;
        }
        var encoded = Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes);
        Answers.send(
                context,
                200,
                entry(context, repository, path, bytes)
                        .put("content", encoded + "\n")
                        .put("encoding", "base64"));
    }

    void put(RoutingContext context, RepositoryName repository) {
        JsonObject body;
        byte[] bytes;
        try {
            body = context.body().asJsonObject();
            if (body == null || body.getString("message") == null || body.getString("content") == null) {
                Answers.fail(context, 422, "Invalid request.\n\n\"message\", \"content\" weren't supplied.");
                return;
            }
            bytes = Base64.getMimeDecoder().decode(body.getString("content"));
        } catch (DecodeException | ClassCastException e) {
            Answers.fail(context, 400, "Problems parsing JSON");
            return;
        } catch (IllegalArgumentException e) {
            Answers.fail(context, 422, "content is not valid Base64");
            return;
        }
        var path = path(context);
        var before = file(repository, path);
        if (before != null && !sha(before).equals(body.getString("sha"))) {
            Answers.fail(context, 409, path + " does not match " + sha(before));
            return;
        }
        written.put(repository.full() + "/" + path, bytes);
        Answers.send(
                context,
                before == null ? 201 : 200,
                new JsonObject()
                        .put("content", entry(context, repository, path, bytes))
                        .put("commit", commit(context, repository, body.getString("message"))));
    }

    private byte @org.jspecify.annotations.Nullable [] file(RepositoryName repository, String path) {
        var bytes = written.get(repository.full() + "/" + path);
        if (bytes == null && path.equals(WORKFLOW)) {
            return workflowText.getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    private static JsonObject entry(RoutingContext context, RepositoryName repository, String path, byte[] bytes) {
        var json = new RepositoryJson(GitHubJson.of(context).base(), repository);
        var url = json.url() + "/contents/" + path + "?ref=main";
        var git = json.url() + "/git/blobs/" + sha(bytes);
        var page = json.base() + "/" + repository.full() + "/blob/main/" + path;
        return new JsonObject()
                .put("name", path.substring(path.lastIndexOf('/') + 1))
                .put("path", path)
                .put("sha", sha(bytes))
                .put("size", bytes.length)
                .put("url", url)
                .put("html_url", page)
                .put("git_url", git)
                .put("download_url", page + "?raw=true")
                .put("type", "file")
                .put("_links", new JsonObject().put("self", url).put("git", git).put("html", page));
    }

    private static JsonObject commit(RoutingContext context, RepositoryName repository, String message) {
        var json = new RepositoryJson(GitHubJson.of(context).base(), repository);
        var sha = Hashes.commitOf(repository.full(), message);
        var person = new JsonObject()
                .put("name", "NoKube")
                .put("email", "nokube@example.com")
                .put("date", "2025-01-01T00:00:00Z");
        return new JsonObject()
                .put("sha", sha)
                .put("node_id", "C_" + sha)
                .put("url", json.url() + "/git/commits/" + sha)
                .put("html_url", json.base() + "/" + repository.full() + "/commit/" + sha)
                .put("author", person)
                .put("committer", person)
                .put("message", message)
                .put("tree", new JsonObject().put("sha", sha).put("url", json.url() + "/git/trees/" + sha))
                .put("parents", new JsonArray())
                .put(
                        "verification",
                        new JsonObject()
                                .put("verified", false)
                                .put("reason", "unsigned")
                                .putNull("signature")
                                .putNull("payload")
                                .putNull("verified_at"));
    }

    private static String sha(byte[] bytes) {
        return Hashes.commitOf("blob", new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static String path(RoutingContext context) {
        return context.request().path().replaceFirst("^/repos/[^/]+/[^/]+/contents/", "");
    }
}
