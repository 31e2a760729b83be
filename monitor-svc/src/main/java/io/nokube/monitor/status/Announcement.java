package io.nokube.monitor.status;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is said in an app's Kubernetes Events: that it has become ready, that something else keeps it from it, that
/// something was put back. Never the same twice in a row, however often it is tried.
public final class Announcement {
    private static final String COMPONENT = "nokube";

    private Announcement() {}

    public static Optional<Event> of(NoKubeApp app, NoKubeAppStatus status, Instant now) {
        Optional<Condition> drifted = changed(app.getStatus(), status, Conditions.DRIFTED)
                .filter(condition -> condition.status().equals(Condition.TRUE));
        Optional<Condition> uncertified =
                changed(app.getStatus(), status, Conditions.CERTIFICATE_READY).filter(Announcement::isFailure);
        return changed(app.getStatus(), status, Conditions.READY)
                .filter(Announcement::isWorthSaying)
                .or(() -> uncertified)
                .or(() -> drifted)
                .map(condition -> event(app, condition, now));
    }

    private static boolean isWorthSaying(Condition ready) {
        return ready.status().equals(Condition.TRUE) || isFailure(ready);
    }

    private static boolean isFailure(Condition condition) {
        return Reason.of(condition.reason()).flatMap(Reason::category).isPresent();
    }

    private static Optional<Condition> changed(@Nullable NoKubeAppStatus before, NoKubeAppStatus now, String type) {
        Optional<Condition> was = before == null ? Optional.empty() : Conditions.find(before.conditions(), type);
        return Conditions.find(now.conditions(), type)
                .filter(condition -> was.filter(old -> old.status().equals(condition.status())
                                && old.reason().equals(condition.reason()))
                        .isEmpty());
    }

    private static Event event(NoKubeApp app, Condition condition, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withGenerateName(app.getMetadata().getName() + ".")
                .withNamespace(app.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(NoKubeApp.GROUP + "/" + NoKubeApp.VERSION)
                .withKind(NoKubeApp.KIND)
                .withNamespace(app.getMetadata().getNamespace())
                .withName(app.getMetadata().getName())
                .withUid(app.getMetadata().getUid())
                .endInvolvedObject()
                .withType(isFailure(condition) ? "Warning" : "Normal")
                .withReason(condition.reason())
                .withMessage(condition.message())
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .build();
    }
}
