package io.nokube.build.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.build.BuildId;
import io.nokube.build.Run;
import io.nokube.build.RunLink;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.config.GitHubAddress;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// GitHub over its REST API.
@ApplicationScoped
public class RestGitHub implements GitHub {
    private static final Logger LOG = Logger.getLogger(RestGitHub.class);
    private static final int PAGE = 100;
    /// GitHub shows no more than a thousand runs of a list.
    private static final int MAX_PAGES = 10;
    private static final String FLAG_VERSION = "2022-11-28";
    private static final String RUN_FLAG = "return_run_details";
    private static final String RUN_NAME = "nokube ";
    /// Each line of a log begins with its time.
    private static final Pattern LOG_START = Pattern.compile("\\uFEFF?\\d{4}-\\d\\d-\\d\\dT");

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final BuildConfig.GitHub config;
    private final ObjectMapper mapper;
    private final RunJson json;
    private final RateGate gate;
    private final Pulse pulse;
    private final GitHubMetrics metrics;
    private final GitHubApi api;
    private final Requests requests;
    private volatile boolean askForRun;

    public RestGitHub(
            BuildConfig config, ObjectMapper mapper, RateGate gate, Pulse pulse, GitHubMetrics metrics, Clock clock) {
        this.config = config.github();
        this.mapper = mapper;
        this.json = new RunJson(mapper);
        this.gate = gate;
        this.pulse = pulse;
        this.metrics = metrics;
        this.api = client(this.config);
        this.requests = new Requests(api, this.config, mapper, clock);
        // Later versions always answer with the run.
        this.askForRun = this.config.apiVersion().equals(FLAG_VERSION);
    }

    private static GitHubApi client(BuildConfig.GitHub config) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(GitHubAddress.parse(config.apiUrl()).api())
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(GitHubApi.class);
    }

    @PreDestroy
    void close() throws Exception {
        if (api instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Override
    public DispatchOutcome dispatch(Map<String, String> inputs) {
        Instant closed = gate.closedUntil();
        if (closed != null) {
            return new DispatchOutcome.RateLimited(closed);
        }
        return switch (send("dispatch", () -> requests.dispatch(body(inputs)))) {
            case Sent.Answered(Reply reply, Instant _)
            when refusesFlag(reply) -> {
                askForRun = false;
                yield dispatch(inputs);
            }
            case Sent.Answered(Reply reply, Instant limited) -> outcome(reply, limited);
            case Sent.Unanswered(String cause) -> new DispatchOutcome.Unknown(cause);
        };
    }

    /// An Enterprise Server that does not know the flag says so, and has started nothing.
    private boolean refusesFlag(Reply reply) {
        return askForRun
                && (reply.status() == 400 || reply.status() == 422)
                && reply.body().contains(RUN_FLAG);
    }

    private String body(Map<String, String> inputs) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ref", config.ref());
        body.put("inputs", inputs);
        if (askForRun) {
            body.put(RUN_FLAG, true);
        }
        return mapper.valueToTree(body).toString();
    }

    private DispatchOutcome outcome(Reply reply, @Nullable Instant limited) {
        if (limited != null) {
            return new DispatchOutcome.RateLimited(limited);
        }
        if (reply.isDenied()) {
            return new DispatchOutcome.Denied(deniedMessage(reply), Hints.TOKEN);
        }
        return switch (reply.status()) {
            case 204 -> new DispatchOutcome.Accepted(null);
            case 200, 201, 202 -> accepted(reply);
            case 404, 301, 302, 307, 308 ->
                new DispatchOutcome.Refused("GitHub does not find NoKube's workflow.", Hints.WORKFLOW);
            case 422, 400 -> new DispatchOutcome.Refused("GitHub refused the build: " + said(reply), Hints.REF);
            case 408 -> new DispatchOutcome.Unknown("GitHub answered 408");
            default ->
                reply.status() >= 400 && reply.status() < 500
                        ? new DispatchOutcome.Refused(
                                "GitHub answered " + reply.status() + ": " + said(reply), Hints.WORKFLOW)
                        : new DispatchOutcome.Unknown("GitHub answered " + reply.status());
        };
    }

    private DispatchOutcome accepted(Reply reply) {
        if (reply.body().isBlank()) {
            return new DispatchOutcome.Accepted(null);
        }
        Optional<RunLink> run = json.dispatched(reply.body());
        return run.isPresent()
                ? new DispatchOutcome.Accepted(run.get())
                : new DispatchOutcome.Unknown("GitHub's answer could not be read");
    }

    @Override
    public Answer<Run> findRun(BuildId build, Instant since) {
        String name = RUN_NAME + build;
        for (int page = 1; page <= MAX_PAGES; page++) {
            int number = page;
            Answer<Sheet> answer = ask(
                    "runs", () -> requests.runs(">=" + SECONDS.format(since), PAGE, number), body -> sheet(body, name));
            switch (answer) {
                case Answer.Found<Sheet>(Sheet sheet)
                when sheet.run() != null -> {
                    return new Answer.Found<>(sheet.run());
                }
                case Answer.Found<Sheet>(Sheet sheet)
                when sheet.size() < PAGE -> {
                    return new Answer.Missing<>();
                }
                case Answer.Found<Sheet> _ -> {}
                case Answer.Missing<Sheet> _ -> {
                    return new Answer.Denied<>("GitHub does not find NoKube's workflow.", Hints.WORKFLOW);
                }
                case Answer.Denied<Sheet>(String message, String hint) -> {
                    return new Answer.Denied<>(message, hint);
                }
                case Answer.Unavailable<Sheet>(String cause, Instant retryAt) -> {
                    return new Answer.Unavailable<>(cause, retryAt);
                }
            }
        }
        return new Answer.Unavailable<>("there are more runs than GitHub lists", null);
    }

    /// One page of a list of runs.
    ///
    /// @param run the one that was looked for, if it is on this page
    private record Sheet(int size, @Nullable Run run) {}

    private Optional<Sheet> sheet(String body, String name) {
        return json.object(body)
                .map(node -> node.path("workflow_runs"))
                .filter(JsonNode::isArray)
                .map(runs -> {
                    for (JsonNode run : runs) {
                        if (name.equals(RunJson.text(run, "display_title"))) {
                            return new Sheet(runs.size(), json.run(run).orElse(null));
                        }
                    }
                    return new Sheet(runs.size(), null);
                });
    }

    @Override
    public Answer<RunPage> runs(int page) {
        String path = "runs?event=workflow_dispatch&per_page=" + PAGE + "&page=" + page;
        return ask("list", () -> requests.get(path), body -> json.runs(body, PAGE));
    }

    @Override
    public Answer<Run> run(long runId) {
        return ask("run", () -> requests.get("runs/" + runId), json::run);
    }

    @Override
    public Answer<Boolean> cancel(long runId, boolean byForce) {
        Instant closed = gate.closedUntil();
        if (closed != null) {
            return new Answer.Unavailable<>("GitHub asked for a pause", closed);
        }
        String path = "runs/" + runId + (byForce ? "/force-cancel" : "/cancel");
        return switch (send("cancel", () -> requests.post(path))) {
            case Sent.Unanswered(String cause) -> new Answer.Unavailable<>(cause, null);
            case Sent.Answered(Reply _, Instant limited)
            when limited != null -> new Answer.Unavailable<>("GitHub asked for a pause", limited);
            case Sent.Answered(Reply reply, Instant _) when reply.status() == 409 -> new Answer.Found<>(false);
            case Sent.Answered(Reply reply, Instant _) -> answer(reply, _ -> Optional.of(true));
        };
    }

    @Override
    public Answer<List<Job>> jobs(long runId) {
        return ask("jobs", () -> requests.get("runs/" + runId + "/jobs?filter=latest&per_page=100"), json::jobs);
    }

    @Override
    public Answer<String> jobLog(long jobId) {
        return ask("log", () -> followed(requests.get("jobs/" + jobId + "/logs")), RestGitHub::log);
    }

    /// A page of some proxy's, say, must not be taken for a log that lacks the result.
    private static Optional<String> log(String text) {
        return Optional.of(text)
                .filter(log -> log.isEmpty() || LOG_START.matcher(log).lookingAt());
    }

    private Reply followed(Reply reply) {
        String location = reply.headers().get("Location");
        return reply.status() == 302 && location != null ? requests.download(URI.create(location)) : reply;
    }

    /// Asks whether GitHub is there and has the workflow. What comes of it is in the [Pulse].
    public void probe() {
        if (gate.closedUntil() != null) {
            return;
        }
        if (send("probe", requests::newestRun) instanceof Sent.Answered(Reply reply, Instant _)
                && reply.status() == 404) {
            pulse.denied("GitHub does not find NoKube's workflow. " + Hints.WORKFLOW);
        }
    }

    /// Reads what a user named. GitHub's opinion of it says nothing about NoKube's own credentials, so that the [Pulse]
    /// is not told; its limits are noted.
    ///
    /// @return empty where no answer came, or where GitHub asked for a pause
    @SuppressWarnings("IllegalCatch")
    Optional<Reply> read(String operation, String path) {
        if (gate.closedUntil() != null) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        try {
            Reply reply = answered(() -> requests.read(path));
            metrics.sent(operation, reply, Duration.ofNanos(System.nanoTime() - start));
            return gate.note(reply) == null ? Optional.of(reply) : Optional.empty();
        } catch (RuntimeException e) {
            LOG.debugf(e, "GitHub did not answer");
            metrics.sent(operation, null, Duration.ofNanos(System.nanoTime() - start));
            return Optional.empty();
        }
    }

    private <T> Answer<T> ask(String operation, Supplier<Reply> request, Function<String, Optional<T>> read) {
        Instant closed = gate.closedUntil();
        if (closed != null) {
            return new Answer.Unavailable<>("GitHub asked for a pause", closed);
        }
        return switch (send(operation, request)) {
            case Sent.Unanswered(String cause) -> new Answer.Unavailable<>(cause, null);
            case Sent.Answered(Reply _, Instant limited)
            when limited != null -> new Answer.Unavailable<>("GitHub asked for a pause", limited);
            case Sent.Answered(Reply reply, Instant _) -> {
                Answer<T> answer = answer(reply, read);
                if (reply.isSuccess() && answer instanceof Answer.Unavailable<T>) {
                    requests.forget();
                }
                yield answer;
            }
        };
    }

    private static <T> Answer<T> answer(Reply reply, Function<String, Optional<T>> read) {
        if (reply.status() == 404 || reply.status() == 410) {
            return new Answer.Missing<>();
        }
        if (reply.isDenied()) {
            return new Answer.Denied<>(deniedMessage(reply), Hints.TOKEN);
        }
        if (!reply.isSuccess()) {
            return new Answer.Unavailable<>("GitHub answered " + reply.status(), null);
        }
        Optional<T> value = read.apply(reply.body());
        return value.isPresent()
                ? new Answer.Found<>(value.get())
                : new Answer.Unavailable<>("GitHub's answer could not be read", null);
    }

    /// What came of sending a request.
    private sealed interface Sent {
        /// @param limited until when this answer limits NoKube
        record Answered(Reply reply, @Nullable Instant limited) implements Sent {}

        record Unanswered(String cause) implements Sent {}
    }

    @SuppressWarnings("IllegalCatch")
    private Sent send(String operation, Supplier<Reply> request) {
        long start = System.nanoTime();
        try {
            Reply reply = answered(request);
            metrics.sent(operation, reply, Duration.ofNanos(System.nanoTime() - start));
            Instant limited = gate.note(reply);
            if (reply.status() == 401) {
                requests.refused();
            }
            if (reply.isDenied()) {
                pulse.denied(deniedMessage(reply) + " " + Hints.TOKEN);
            } else if (reply.status() >= 500) {
                pulse.bad("GitHub answered " + reply.status());
            } else {
                pulse.good();
            }
            return new Sent.Answered(reply, limited);
        } catch (RuntimeException e) {
            LOG.debugf(e, "GitHub did not answer");
            metrics.sent(operation, null, Duration.ofNanos(System.nanoTime() - start));
            String cause = "GitHub did not answer: " + e.getMessage();
            pulse.bad("GitHub did not answer");
            return new Sent.Unanswered(cause);
        }
    }

    /// Where there is no token to ask with, the answer to asking for one is the answer.
    private static Reply answered(Supplier<Reply> request) {
        try {
            return request.get();
        } catch (Credentials.NoTokenException e) {
            return e.reply();
        }
    }

    private static String deniedMessage(Reply reply) {
        return reply.status() == 401
                ? "GitHub does not accept NoKube's token."
                : "GitHub does not let NoKube's token do this.";
    }

    private String said(Reply reply) {
        return json.object(reply.body())
                .map(node -> RunJson.text(node, "message"))
                .orElseGet(reply::summary);
    }
}
