package io.nokube.monitor.status;

import io.nokube.crd.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conditions of a status in the making. A condition whose status stays keeps its transition time.
public final class Conditions {
    public static final String READY = "Ready";
    public static final String RECONCILED = "Reconciled";
    public static final String AVAILABLE = "Available";
    public static final String ROLLOUT_COMPLETE = "RolloutComplete";
    public static final String PAUSED = "Paused";
    public static final String DRIFTED = "Drifted";
    public static final String AUTOSCALING = "Autoscaling";
    public static final String ENDPOINT_READY = "EndpointReady";
    public static final String CERTIFICATE_READY = "CertificateReady";

    private static final int MAX_MESSAGE = 1024;

    private final List<Condition> before;
    private final List<Condition> now = new ArrayList<>();
    private final long generation;
    private final String time;

    Conditions(@Nullable List<Condition> before, long generation, Instant time) {
        this.before = before == null ? List.of() : before;
        this.generation = generation;
        this.time = time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    Conditions add(String type, String status, Finding finding) {
        String since = find(before, type)
                .filter(condition -> condition.status().equals(status))
                .map(Condition::lastTransitionTime)
                .orElse(time);
        String message = finding.message();
        now.add(new Condition(
                type,
                status,
                generation,
                since,
                finding.reason().word(),
                message.substring(0, Math.min(message.length(), MAX_MESSAGE))));
        return this;
    }

    List<Condition> list() {
        return List.copyOf(now);
    }

    public static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream()
                        .filter(condition -> condition.type().equals(type))
                        .findFirst();
    }
}
