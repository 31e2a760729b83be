package io.nokube.monitor.status;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModel.Route;
import io.nokube.monitor.desired.IngressManifest;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far an app's certificate is, from the Certificate that cert-manager makes for an Ingress and from its conditions
/// (cert-manager 1.x, `CertificateCondition`). Pure.
public final class CertificateDiagnosis {
    public static final String KIND = "Certificate";

    /// How long an issuer may take before that is worth saying: ACME issuers take up to a few minutes.
    private static final Duration LONG = Duration.ofMinutes(5);

    private CertificateDiagnosis() {}

    /// @param status of the condition
    record Verdict(String status, Finding finding) {}

    /// Whether somebody is to issue a certificate for the app, whose Ingress names where it is put.
    public static boolean isWanted(AppModel app) {
        Route route = app.route();
        return route != null && route.tls() && route.issuer() != null && route.gateway() == null;
    }

    /// Whether the Certificate has to be looked at: one that was issued for the present spec is renewed long before its
    /// end, so that a look now and then is enough.
    public static boolean isDue(AppModel app, @Nullable NoKubeAppStatus before) {
        return isWanted(app) && issued(app, before).isEmpty();
    }

    private static Optional<Condition> issued(AppModel app, @Nullable NoKubeAppStatus before) {
        return before == null
                ? Optional.empty()
                : Conditions.find(before.conditions(), Conditions.CERTIFICATE_READY)
                        .filter(condition -> condition.status().equals(Condition.TRUE))
                        .filter(condition -> Objects.equals(condition.observedGeneration(), app.generation()));
    }

    static Optional<Verdict> of(AppModel app, @Nullable NoKubeAppStatus before, ClusterSnapshot cluster, Instant now) {
        if (!isWanted(app)) {
            return Optional.empty();
        }
        Optional<GenericKubernetesResource> certificate = cluster.find(
                        new ObjectKey(KIND, IngressManifest.certificate(app)))
                .filter(GenericKubernetesResource.class::isInstance)
                .map(GenericKubernetesResource.class::cast);
        return certificate
                .map(found -> of(found, now))
                .or(() -> issued(app, before).map(CertificateDiagnosis::asBefore))
                .or(() -> Optional.of(missing(app, cluster, now)));
    }

    private static Verdict asBefore(Condition issued) {
        return new Verdict(Condition.TRUE, new Finding(Reason.CERTIFICATE_ISSUED, issued.message()));
    }

    private static Verdict of(GenericKubernetesResource certificate, Instant now) {
        String failure = is(certificate, "Issuing", Condition.FALSE) ? message(certificate, "Issuing") : "";
        if (is(certificate, "Ready", Condition.TRUE)) {
            return failure.isEmpty() ? there() : notRenewed(certificate, failure);
        }
        if (!failure.isEmpty()) {
            return notIssued(failure);
        }
        String waits = message(certificate, "Issuing").isEmpty()
                ? message(certificate, "Ready")
                : message(certificate, "Issuing");
        return isLongAgo(certificate, now) ? notIssued(waits) : pending();
    }

    private static Verdict missing(AppModel app, ClusterSnapshot cluster, Instant now) {
        boolean isLate = cluster.find(new ObjectKey("Ingress", app.name()))
                .filter(ingress -> isLongAgo(ingress, now))
                .isPresent();
        return isLate
                ? notIssued("cert-manager has not begun. Either it is not there, or it does not look at Ingresses")
                : pending();
    }

    private static Verdict there() {
        return new Verdict(Condition.TRUE, new Finding(Reason.CERTIFICATE_ISSUED, "The certificate is there."));
    }

    /// cert-manager tries again; until its end the old one is good, and only this says that the end may come.
    private static Verdict notRenewed(GenericKubernetesResource certificate, String why) {
        String end = certificate.getAdditionalProperties().get("status") instanceof Map<?, ?> status
                        && status.get("notAfter") instanceof String notAfter
                ? "The certificate is good until " + notAfter + ", but could not be renewed"
                : "The certificate is there, but could not be renewed";
        return new Verdict(Condition.TRUE, new Finding(Reason.CERTIFICATE_ISSUED, Sentences.withDetail(end, why)));
    }

    private static Verdict pending() {
        return new Verdict(
                Condition.UNKNOWN, new Finding(Reason.CERTIFICATE_PENDING, "The certificate is being issued."));
    }

    private static Verdict notIssued(String why) {
        return new Verdict(
                Condition.FALSE,
                new Finding(
                        Reason.CERTIFICATE_NOT_ISSUED,
                        Sentences.withDetail("The certificate of the address was not issued", why)));
    }

    private static boolean isLongAgo(HasMetadata object, Instant now) {
        String made = object.getMetadata().getCreationTimestamp();
        return made != null && Instant.parse(made).plus(LONG).isBefore(now);
    }

    private static boolean is(GenericKubernetesResource certificate, String type, String status) {
        return condition(certificate, type)
                .filter(condition -> status.equals(condition.get("status")))
                .isPresent();
    }

    private static String message(GenericKubernetesResource certificate, String type) {
        return condition(certificate, type)
                .map(condition -> Objects.requireNonNullElse(condition.get("message"), ""))
                .map(String::valueOf)
                .orElse("");
    }

    private static Optional<Map<?, ?>> condition(GenericKubernetesResource certificate, String type) {
        Object status = certificate.getAdditionalProperties().get("status");
        Object conditions = status instanceof Map<?, ?> map ? map.get("conditions") : null;
        if (!(conditions instanceof List<?> list)) {
            return Optional.empty();
        }
        for (Object entry : list) {
            if (entry instanceof Map<?, ?> condition && type.equals(condition.get("type"))) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }
}
