package io.nokube.sandbox.github;

import java.time.Duration;
import java.util.Map;

/// A way in which GitHub does not do what it was asked.
public sealed interface Fault {
    /// An answer in place of the real one.
    record Answer(int status, String body, Map<String, String> headers) implements Fault {}

    /// The request's hour is used up until `resetIn` has passed.
    record RateLimited(Duration resetIn) implements Fault {}

    /// No answer ever comes; the connection stays open.
    record Hang() implements Fault {}

    /// The connection is closed without an answer.
    record Cut() implements Fault {}

    /// What was asked is done, but its answer gets lost and this happens instead.
    record DoneThen(Fault instead) implements Fault {}

    /// Somebody is told that it has come to this, on the thread that answers; then this happens.
    record Told(Runnable told, Fault then) implements Fault {}

    /// What was asked is done and answered, but of the body only the first half is sent, as if it were all.
    record Halved() implements Fault {}

    static Fault badCredentials() {
        return error(401, "Bad credentials");
    }

    static Fault forbidden() {
        return error(403, "Resource not accessible by personal access token");
    }

    static Fault notFound() {
        return error(404, "Not Found");
    }

    static Fault refused(String message) {
        return error(422, message);
    }

    static Fault serverError(int status) {
        return error(status, "Server Error");
    }

    static Fault tooManyRequests(Duration retryAfter) {
        return limited(429, retryAfter);
    }

    static Fault secondaryRateLimit(Duration retryAfter) {
        return limited(403, retryAfter);
    }

    /// A secondary limit that does not say until when, for which GitHub's documentation asks for a minute.
    static Fault limitedWithoutAWord(int status) {
        return new Answer(status, secondaryLimit(status), Map.of("Content-Type", Answers.JSON));
    }

    static Fault rateLimited(Duration resetIn) {
        return new RateLimited(resetIn);
    }

    static Fault garbage() {
        return new Answer(200, "<html><body>Unicorn!</body></html>", Map.of("Content-Type", "text/html"));
    }

    static Fault hang() {
        return new Hang();
    }

    static Fault cut() {
        return new Cut();
    }

    static Fault doneThen(Fault instead) {
        return new DoneThen(instead);
    }

    static Fault told(Runnable told, Fault then) {
        return new Told(told, then);
    }

    static Fault halved() {
        return new Halved();
    }

    private static Fault limited(int status, Duration retryAfter) {
        return new Answer(
                status,
                secondaryLimit(status),
                Map.of("Content-Type", Answers.JSON, "Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    private static String secondaryLimit(int status) {
        return Answers.error(
                        status,
                        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
                .encode();
    }

    private static Fault error(int status, String message) {
        return new Answer(status, Answers.error(status, message).encode(), Map.of("Content-Type", Answers.JSON));
    }
}
