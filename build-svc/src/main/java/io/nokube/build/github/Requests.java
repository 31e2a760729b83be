package io.nokube.build.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.build.config.AppKey;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.config.GitHubAddress;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends requests and waits for their replies: with the token, the version and a time limit, and with the ETag of what
/// came last, so that an answer that did not change costs nothing of the limit.
final class Requests {
    private static final String ACCEPT = "application/vnd.github+json";
    private static final String AGENT = "nokube-build-svc";
    private static final int CACHED = 512;

    private final GitHubApi api;
    private final String base;
    private final String owner;
    private final String repo;
    private final String workflow;
    private final Credentials credentials;
    private final @Nullable String version;
    private final Duration timeout;
    private final Map<String, Cached> cache = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cached> eldest) {
            return size() > CACHED;
        }
    });

    private record Cached(String etag, Reply reply) {}

    Requests(GitHubApi api, BuildConfig.GitHub config, ObjectMapper mapper, Clock clock) {
        this.api = api;
        this.base = GitHubAddress.parse(config.apiUrl()).api().toString();
        String[] repository = config.buildsRepo().orElseThrow().split("/", 2);
        this.owner = repository[0];
        this.repo = repository[1];
        this.workflow = config.workflow();
        this.version = config.apiVersion().equals("none") ? null : config.apiVersion();
        this.timeout = config.timeout();
        this.credentials = credentials(config, mapper, clock);
    }

    private Credentials credentials(BuildConfig.GitHub config, ObjectMapper mapper, Clock clock) {
        if (config.token().isPresent()) {
            return new Credentials.Token(config.token().get());
        }
        BuildConfig.App app = config.app();
        String url = base + "/app/installations/" + app.installationId().orElseThrow() + "/access_tokens";
        return new InstallationTokens(
                app.id().orElseThrow(),
                AppKey.parse(app.privateKey().orElseThrow()),
                jwt -> wait(api.post(url, jwt, version, ACCEPT, AGENT)),
                mapper,
                clock);
    }

    /// GitHub did not accept the credentials of the last request.
    void refused() {
        credentials.refused();
    }

    Reply dispatch(String body) {
        return wait(api.dispatch(credentials.authorization(), version, ACCEPT, AGENT, owner, repo, workflow, body));
    }

    Reply runs(String created, int perPage, int page) {
        return wait(api.runs(
                credentials.authorization(),
                version,
                ACCEPT,
                AGENT,
                owner,
                repo,
                workflow,
                "workflow_dispatch",
                created,
                perPage,
                page));
    }

    /// Does what `path` of the builds repository's Actions stands for.
    Reply post(String path) {
        return wait(api.post(actions(path), credentials.authorization(), version, ACCEPT, AGENT));
    }

    private String actions(String path) {
        return base + "/repos/" + owner + "/" + repo + "/actions/" + path;
    }

    /// Reads `path` of the builds repository's Actions.
    Reply get(String path) {
        return fetch(actions(path));
    }

    /// Reads `path` of the API, such as `/repos/acme/shop`.
    Reply read(String path) {
        return fetch(base + path);
    }

    private Reply fetch(String url) {
        Cached known = cache.get(url);
        Reply reply = wait(
                api.get(url, credentials.authorization(), version, ACCEPT, AGENT, known == null ? null : known.etag()));
        if (reply.status() == Response.Status.NOT_MODIFIED.getStatusCode() && known != null) {
            return new Reply(known.reply().status(), known.reply().body(), reply.headers());
        }
        String etag = reply.headers().get("ETag");
        if (reply.isSuccess() && etag != null) {
            cache.put(url, new Cached(etag, reply));
        }
        return reply;
    }

    /// An answer came that cannot be read. It may be one that was kept, which GitHub would confirm for ever.
    void forget() {
        cache.clear();
    }

    /// The newest run: the smallest question that only a good token, repository and workflow name answer.
    Reply newestRun() {
        return get("workflows/" + workflow + "/runs?event=workflow_dispatch&per_page=1");
    }

    Reply download(URI location) {
        return wait(api.download(location.toString(), AGENT));
    }

    /// @throws RuntimeException where no answer came in time
    private Reply wait(Uni<Response> call) {
        return call.map(Reply::of)
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new IllegalStateException("no answer within " + timeout.toMillis() + " ms"))
                .await()
                .indefinitely();
    }
}
