package io.nokube.sandbox.github;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plays the part of the shipped workflow that tells NoKube what a running job prints and what it made. Like there, a
/// push that fails is tried again and changes nothing else.
final class JobPushes {
    private static final String BUILD = "Build image";
    private static final String REPORT = "Report result";
    private static final long EVERY_MILLIS = 100;
    private static final long TIMEOUT_MILLIS = 5_000;
    private static final int MOST_FAILURES = 20;

    private final Vertx vertx;
    private final Runs runs;
    private final JobTokens tokens;
    private final HttpClient client;
    private volatile @Nullable Target target;

    /// @param url NoKube's address, as the builds repository has it in a variable
    /// @param issuer who signs the tokens
    record Target(String url, String issuer, String audience) {}

    JobPushes(Vertx vertx, Runs runs, JobTokens tokens) {
        this.vertx = vertx;
        this.runs = runs;
        this.tokens = tokens;
        this.client = vertx.createHttpClient();
    }

    void to(@Nullable Target value) {
        target = value;
    }

    /// Follows a run to its end, where there is somebody to tell.
    void begin(Run run) {
        var known = target;
        if (known != null) {
            vertx.setPeriodic(EVERY_MILLIS, new Push(run, known)::tick);
        }
    }

    /// One run's pushes, one after the other. Lives on the event loop alone.
    private final class Push {
        private final Run run;
        private final Target to;
        private int sequence;
        private int sent;
        private int failures;
        private boolean reported;
        private boolean busy;

        private Push(Run run, Target to) {
            this.run = run;
            this.to = to;
        }

        private void tick(long timer) {
            var elapsed = run.elapsed(runs.now());
            if (run.status(runs.now()).equals("completed") || failures == MOST_FAILURES) {
                vertx.cancelTimer(timer);
                return;
            }
            if (!busy) {
                pushLines(elapsed);
            }
            if (!busy && !reported) {
                pushResult(elapsed);
            }
        }

        private void pushLines(Duration elapsed) {
            var lines = step(BUILD).map(step -> LogText.printedBy(run, step, elapsed)).orElse(List.of()).stream()
                    // Commands to the runner, which the script prints around what it pushes.
                    .filter(line -> !line.startsWith("::"))
                    .toList();
            if (lines.size() > sent) {
                var chunk = new JsonObject()
                        .put("sequence", sequence)
                        .put("step", BUILD)
                        .put("text", String.join("\n", lines.subList(sent, lines.size())) + "\n");
                send("log-chunks", chunk, () -> {
                    sequence++;
                    sent = lines.size();
                });
            }
        }

        private void pushResult(Duration elapsed) {
            boolean made = step(REPORT)
                    .filter(step -> step.start().compareTo(elapsed) <= 0)
                    .filter(step -> step.conclusion().equals("success"))
                    .filter(step -> LogText.printedBy(run, step, step.end()).stream()
                            .anyMatch(line -> line.startsWith("nokube-result:")))
                    .isPresent();
            if (made) {
                var result = new JsonObject()
                        .put("digest", Hashes.digestOf(run.input("build_id")))
                        .put("commit", Hashes.commitOf(run.input("repository"), run.input("branch")));
                send("result", result, () -> reported = true);
            }
        }

        private Optional<Timeline.TimedStep> step(String name) {
            return run.timeline().steps().stream()
                    .filter(step -> step.name().equals(name) && !step.skipped())
                    .findFirst();
        }

        private void send(String what, JsonObject body, Runnable taken) {
            busy = true;
            var request = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setAbsoluteURI(to.url() + "/api/v1/builds/" + run.input("build_id") + "/" + what)
                    .setTimeout(TIMEOUT_MILLIS)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Authorization", "Bearer " + tokens.issue(to.issuer(), run, to.audience(), Map.of()));
            client.request(request)
                    .compose(prepared -> prepared.send(body.toBuffer()))
                    .compose(answer -> answer.body().map(answer.statusCode()))
                    .recover(_ -> Future.succeededFuture(0))
                    .onSuccess(status -> {
                        busy = false;
                        if (status / 100 == 2) {
                            taken.run();
                        } else {
                            failures++;
                        }
                    });
        }
    }
}
