package io.nokube.monitor.app;

import io.fabric8.kubernetes.api.model.Quantity;
import io.nokube.crd.AppType;
import io.nokube.crd.Defaults;
import io.nokube.crd.Exposure;
import io.nokube.crd.ExposureType;
import io.nokube.crd.HealthCheck;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.crd.Resources;
import io.nokube.crd.Tls;
import io.nokube.monitor.app.AppModel.Check;
import io.nokube.monitor.app.AppModel.Probes;
import io.nokube.monitor.app.AppModel.Route;
import io.nokube.monitor.app.AppModel.Sizes;
import io.nokube.monitor.observed.Tenant;
import io.nokube.names.DnsLabel;
import io.nokube.names.Naming;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes every decision that a spec leaves open. Nobody else reads the spec.
public final class AppModelFactory {
    private AppModelFactory() {}

    public static AppModel from(NoKubeApp app, Tenant tenant, PlatformPolicy policy) {
        NoKubeAppSpec spec = app.getSpec();
        AppType type = or(spec.type(), AppType.WEB);
        ExposureType exposure = exposure(spec, type);
        Integer port = listens(spec, type, exposure) ? or(spec.containerPort(), Defaults.CONTAINER_PORT) : null;
        return new AppModel(
                app.getMetadata().getName(),
                app.getMetadata().getNamespace(),
                app.getMetadata().getUid(),
                Objects.requireNonNullElse(app.getMetadata().getGeneration(), 0L),
                tenant,
                type,
                Objects.requireNonNull(spec.image(), "The schema requires an image"),
                or(spec.replicas(), Defaults.REPLICAS),
                exposure,
                port,
                or(spec.servicePort(), Defaults.SERVICE_PORT),
                exposure == ExposureType.EXTERNAL ? route(app, spec.exposure(), tenant, policy) : null,
                sizes(spec.resources()),
                new TreeMap<>(or(spec.env(), Map.of())),
                or(spec.secretRefs(), List.of()),
                or(spec.command(), List.of()),
                or(spec.args(), List.of()),
                probes(spec, port),
                or(spec.paused(), false));
    }

    private static ExposureType exposure(NoKubeAppSpec spec, AppType type) {
        ExposureType given = get(spec.exposure(), Exposure::type);
        if (given != null) {
            return given;
        }
        return switch (type) {
            case WEB -> ExposureType.EXTERNAL;
            case API -> ExposureType.INTERNAL;
            case WORKER -> ExposureType.NONE;
        };
    }

    /// A worker that nobody can reach has no port, so that it is not expected to answer on one.
    private static boolean listens(NoKubeAppSpec spec, AppType type, ExposureType exposure) {
        boolean asked = spec.healthCheck() != null && spec.healthCheck().port() != null;
        return type != AppType.WORKER || exposure != ExposureType.NONE || asked || readinessPath(spec) != null;
    }

    private static Route route(NoKubeApp app, @Nullable Exposure exposure, Tenant tenant, PlatformPolicy policy) {
        String label = app.getMetadata().getName() + "-" + tenant.hostSuffix();
        String host = Naming.fit(label, DnsLabel.MAX_LENGTH) + "." + policy.appsDomain();
        Tls tls = get(exposure, Exposure::tls);
        return new Route(
                or(get(exposure, Exposure::host), host),
                or(get(exposure, Exposure::path), Defaults.PATH),
                or(get(tls, Tls::enabled), false),
                Optional.ofNullable(get(tls, Tls::issuer)).orElse(policy.clusterIssuer()),
                policy.ingressClass());
    }

    private static Sizes sizes(@Nullable Resources resources) {
        var requests = get(resources, Resources::requests);
        var limits = get(resources, Resources::limits);
        Quantity cpu = quantity(requests == null ? null : requests.cpu(), Defaults.CPU_REQUEST);
        Quantity memory = quantity(requests == null ? null : requests.memory(), Defaults.MEMORY_REQUEST);
        return new Sizes(
                cpu,
                memory,
                limit(limits == null ? null : limits.cpu(), Defaults.CPU_LIMIT, cpu),
                limit(limits == null ? null : limits.memory(), Defaults.MEMORY_LIMIT, memory));
    }

    private static Quantity limit(@Nullable Quantity given, String fallback, Quantity request) {
        if (given != null) {
            return given;
        }
        Quantity usual = Quantity.parse(fallback);
        return usual.getNumericalAmount().compareTo(request.getNumericalAmount()) < 0 ? request : usual;
    }

    private static Quantity quantity(@Nullable Quantity given, String fallback) {
        return given == null ? Quantity.parse(fallback) : given;
    }

    private static Probes probes(NoKubeAppSpec spec, @Nullable Integer containerPort) {
        HealthCheck check = spec.healthCheck();
        Integer port = Optional.ofNullable(get(check, HealthCheck::port)).orElse(containerPort);
        if (port == null || !or(get(check, HealthCheck::enabled), true)) {
            return Probes.NONE;
        }
        var liveness = get(check, HealthCheck::liveness);
        var readiness = get(check, HealthCheck::readiness);
        int readinessDelay = or(readiness == null ? null : readiness.initialDelaySeconds(), Defaults.READINESS_DELAY);
        Check whenReady = check(check, readinessPath(spec), port, readinessDelay);
        if (liveness == null || liveness.path() == null) {
            return new Probes(whenReady, null);
        }
        int livenessDelay = or(liveness.initialDelaySeconds(), Defaults.LIVENESS_DELAY);
        return new Probes(whenReady, check(check, liveness.path(), port, livenessDelay));
    }

    private static Check check(@Nullable HealthCheck check, @Nullable String path, int port, int delay) {
        return new Check(
                path,
                port,
                delay,
                or(get(check, HealthCheck::periodSeconds), Defaults.PERIOD),
                or(get(check, HealthCheck::timeoutSeconds), Defaults.TIMEOUT),
                or(get(check, HealthCheck::failureThreshold), Defaults.FAILURE_THRESHOLD));
    }

    private static @Nullable String readinessPath(NoKubeAppSpec spec) {
        HealthCheck check = spec.healthCheck();
        return check == null || check.readiness() == null
                ? null
                : check.readiness().path();
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }

    private static <T, R> @Nullable R get(@Nullable T value, Function<T, @Nullable R> part) {
        return value == null ? null : part.apply(value);
    }
}
