package io.nokube.monitor.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.identity.Caller;
import io.nokube.monitor.cluster.ClusterFailedException;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.WriteOutcome;
import io.nokube.monitor.desired.Labels;
import io.nokube.names.Sha256;
import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was answered to requests with an `Idempotency-Key`, kept for a day: one ConfigMap a key in the service's own
/// namespace, whose name only the same caller's same key leads to, so that every replica finds it and two requests at
/// once cannot both be the first. Neither the key nor the request is in it, only a hash of both together.
@ApplicationScoped
public class FirstAnswers {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
    private static final String LABEL = "nokube.io/first-answer";
    private static final String HASH = "hash";
    private static final String ANSWER = "answer";
    private static final int NAME_LENGTH = 40;

    private final ClusterReader reader;
    private final ClusterWriter writer;
    private final ObjectMapper json;
    private final Clock clock;
    /// Seconds since the epoch.
    private final AtomicLong cleaned = new AtomicLong();

    public FirstAnswers(ClusterReader reader, ClusterWriter writer, ObjectMapper json, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.json = json;
        this.clock = clock;
    }

    /// The answer that this caller got to this key before, or else what `work` answers.
    ///
    /// @param key null where the request has none
    /// @throws ProblemException 422 where the key was used with another request; 400 where it cannot be one
    DeploymentView first(Caller caller, @Nullable String key, DeployRequest request, Supplier<DeploymentView> work) {
        if (key == null) {
            return work.get();
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new ProblemException(List.of(
                    new FieldError("Idempotency-Key", "must have 1 to 255 printable characters and no spaces")));
        }
        String hash = Sha256.hex(key + "\n" + write(request));
        ConfigMap record = record(caller, key, hash);
        Optional<DeploymentView> before = known(record).flatMap(found -> answer(found, hash));
        if (before.isPresent()) {
            return before.get();
        }
        WriteOutcome<ConfigMap> taken = writer.create(record);
        if (taken instanceof WriteOutcome.Failed<ConfigMap> failed) {
            throw new ClusterFailedException(failed);
        }
        if (taken instanceof WriteOutcome.Refused<ConfigMap>) {
            // Somebody else is at it with the same key: the same request may be done twice, another may not.
            before = known(record).flatMap(found -> answer(found, hash));
            if (before.isPresent()) {
                return before.get();
            }
        }
        return remember(record, work);
    }

    private DeploymentView remember(ConfigMap record, Supplier<DeploymentView> work) {
        DeploymentView view;
        try {
            view = work.get();
        } catch (RuntimeException e) {
            // What was not done can be tried again, also in other words.
            WriteOutcome<ConfigMap> ignored = writer.delete(record);
            throw e;
        }
        record.setData(Map.of(HASH, Objects.requireNonNull(record.getData().get(HASH)), ANSWER, write(view)));
        WriteOutcome<ConfigMap> ignored = writer.apply(record, AppStore.MANAGER);
        clean(record.getMetadata().getNamespace());
        return view;
    }

    private Optional<ConfigMap> known(ConfigMap record) {
        return reader.find(record).map(ConfigMap.class::cast).filter(found -> {
            if (!isOld(found)) {
                return true;
            }
            WriteOutcome<ConfigMap> ignored = writer.delete(found);
            return false;
        });
    }

    /// Empty where the first request was begun and has not been answered: it is done again.
    private Optional<DeploymentView> answer(ConfigMap found, String hash) {
        if (!hash.equals(found.getData().get(HASH))) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "This Idempotency-Key was used for another request within the last 24 hours.");
        }
        String answer = found.getData().get(ANSWER);
        return answer == null ? Optional.empty() : Optional.of(read(answer));
    }

    private ConfigMap record(Caller caller, String key, String hash) {
        String name = Sha256.hex(caller.username() + "\n" + key).substring(0, NAME_LENGTH);
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(reader.home())
                .withName("nokube-answer-" + name)
                .withLabels(Map.of(LABEL, "true", Labels.MANAGED_BY, Labels.NOKUBE))
                .endMetadata()
                .withData(Map.of(HASH, hash))
                .build();
    }

    private void clean(String namespace) {
        long now = clock.instant().getEpochSecond();
        long last = cleaned.get();
        if (now - last < BETWEEN_CLEANINGS.toSeconds() || !cleaned.compareAndSet(last, now)) {
            return;
        }
        for (HasMetadata found : reader.configMaps(namespace, LABEL)) {
            if (isOld(found)) {
                WriteOutcome<HasMetadata> ignored = writer.delete(found);
            }
        }
    }

    private boolean isOld(HasMetadata record) {
        return Instant.parse(record.getMetadata().getCreationTimestamp())
                .plus(KEPT)
                .isBefore(clock.instant());
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read can be written", e);
        }
    }

    private DeploymentView read(String answer) {
        try {
            return json.readValue(answer, DeploymentView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written can be read", e);
        }
    }
}
