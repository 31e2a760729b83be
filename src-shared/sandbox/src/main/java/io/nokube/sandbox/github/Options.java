package io.nokube.sandbox.github;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/// How a sandbox GitHub behaves where nothing goes wrong.
///
/// @param runTime how long a run takes from its dispatch to its end
/// @param listDelay how long a new run stays out of every answer, as it may on the real one
/// @param answersRunId whether a dispatch that asks for the run's id gets it; without, the answer is always 204
/// @param refusesRunDetails whether asking for the id is an error, as on an older Enterprise Server
/// @param tokens the tokens that are accepted
/// @param hourlyLimit requests that a token has in an hour
/// @param logUrlLifetime how long the address of a log is good
public record Options(
        int port,
        Duration runTime,
        Duration listDelay,
        boolean answersRunId,
        boolean refusesRunDetails,
        Set<String> tokens,
        int hourlyLimit,
        Duration logUrlLifetime,
        Clock clock) {
    public static final String TOKEN = "sandbox-token";

    /// What `./nokube up` runs with: runs of about four seconds on a free port.
    public static Options defaults() {
        return new Options(
                0,
                Duration.ofSeconds(4),
                Duration.ZERO,
                true,
                false,
                Set.of(TOKEN),
                5000,
                Duration.ofMinutes(1),
                Clock.systemUTC());
    }

    public Options withPort(int value) {
        return new Options(
                value, runTime, listDelay, answersRunId, refusesRunDetails, tokens, hourlyLimit, logUrlLifetime, clock);
    }

    public Options withRunTime(Duration value) {
        return new Options(
                port, value, listDelay, answersRunId, refusesRunDetails, tokens, hourlyLimit, logUrlLifetime, clock);
    }

    public Options withListDelay(Duration value) {
        return new Options(
                port, runTime, value, answersRunId, refusesRunDetails, tokens, hourlyLimit, logUrlLifetime, clock);
    }

    public Options withoutRunIds() {
        return new Options(
                port, runTime, listDelay, false, refusesRunDetails, tokens, hourlyLimit, logUrlLifetime, clock);
    }

    public Options refusingRunDetails() {
        return new Options(port, runTime, listDelay, false, true, tokens, hourlyLimit, logUrlLifetime, clock);
    }

    public Options withTokens(Set<String> value) {
        return new Options(
                port, runTime, listDelay, answersRunId, refusesRunDetails, value, hourlyLimit, logUrlLifetime, clock);
    }

    public Options withHourlyLimit(int value) {
        return new Options(
                port, runTime, listDelay, answersRunId, refusesRunDetails, tokens, value, logUrlLifetime, clock);
    }

    public Options withLogUrlLifetime(Duration value) {
        return new Options(
                port, runTime, listDelay, answersRunId, refusesRunDetails, tokens, hourlyLimit, value, clock);
    }

    public Options withClock(Clock value) {
        return new Options(
                port, runTime, listDelay, answersRunId, refusesRunDetails, tokens, hourlyLimit, logUrlLifetime, value);
    }
}
