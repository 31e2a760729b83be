package io.nokube.monitor.status;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.observed.Tenant;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What lists and metrics ask of every app.
///
/// @param projectId null for an app in a namespace that NoKube did not make
/// @param ready the status of its condition `Ready`; `Unknown` where it has none yet
/// @param certificate the status of its condition `CertificateReady`; null for an app without a certificate
public record AppOutline(
        String namespace,
        String name,
        String uid,
        Instant created,
        @Nullable Long projectId,
        String ready,
        @Nullable String certificate) {
    public static AppOutline of(NoKubeApp app) {
        ObjectMeta metadata = app.getMetadata();
        return new AppOutline(
                metadata.getNamespace(),
                metadata.getName(),
                metadata.getUid(),
                Instant.parse(metadata.getCreationTimestamp()),
                projectId(app),
                condition(app, Conditions.READY).orElse(Condition.UNKNOWN),
                condition(app, Conditions.CERTIFICATE_READY).orElse(null));
    }

    public static @Nullable Long projectId(NoKubeApp app) {
        Map<String, String> annotations = app.getMetadata().getAnnotations();
        String id = annotations == null ? null : annotations.get(Tenant.PROJECT_ID);
        return id != null && id.matches("[0-9]{1,18}") ? Long.valueOf(id) : null;
    }

    private static Optional<String> condition(NoKubeApp app, String type) {
        return Optional.ofNullable(app.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), type))
                .map(Condition::status)
                // One text for all apps.
                .map(String::intern);
    }
}
