package io.nokube.monitor.app;

import io.fabric8.kubernetes.api.model.Quantity;
import io.nokube.crd.AppType;
import io.nokube.crd.Autoscaling;
import io.nokube.crd.Defaults;
import io.nokube.crd.Exposure;
import io.nokube.crd.ExposureType;
import io.nokube.crd.HealthCheck;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.crd.Resources;
import io.nokube.crd.Rollback;
import io.nokube.crd.Storage;
import io.nokube.crd.StorageCleanup;
import io.nokube.monitor.app.AppModel.Check;
import io.nokube.monitor.app.AppModel.PodRules;
import io.nokube.monitor.app.AppModel.Probes;
import io.nokube.monitor.app.AppModel.Scaling;
import io.nokube.monitor.app.AppModel.Sizes;
import io.nokube.monitor.app.AppModel.Volume;
import io.nokube.monitor.observed.Tenant;
import io.nokube.names.Naming;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes every decision that a spec leaves open. Nobody else reads the spec.
public final class AppModelFactory {
    /// On an app whose image needs root, in a namespace whose Pod Security level an administrator has lowered.
    public static final String RUN_AS_ROOT = "nokube.io/run-as-root";

    /// On an app: the number of the release that was last asked for by REST, which may be superseded before anything of
    /// it was made.
    public static final String PROMISED_REVISION = "nokube.io/revision";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private AppModelFactory() {}

    public static AppModel from(NoKubeApp app, ClusterFacts cluster, PlatformPolicy policy) {
        NoKubeAppSpec spec = app.getSpec();
        Tenant tenant = cluster.tenant();
        Volume volume = volume(app, policy);
        Scaling scaling = scaling(spec, volume);
        List<String> secrets = or(spec.secretRefs(), List.of());
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
                replicas(spec, scaling, volume, cluster),
                exposure,
                port,
                or(spec.servicePort(), Defaults.SERVICE_PORT),
                exposure == ExposureType.EXTERNAL && !cluster.hostTaken()
                        ? RouteFactory.route(app, spec.exposure(), tenant, policy)
                        : null,
                sizes(spec.resources()),
                new TreeMap<>(or(spec.env(), Map.of())),
                secrets,
                or(spec.command(), List.of()),
                or(spec.args(), List.of()),
                probes(spec, port),
                scaling,
                scaling == null || Integer.valueOf(0).equals(cluster.runningReplicas()),
                volume,
                cluster.secretsHash(secrets),
                spec.restartedAt(),
                new PodRules(policy.pullSecret(), tenant.allowsRoot() && asksForRoot(app), policy.ingressNamespaces()),
                or(get(spec.rollback(), Rollback::auto), false),
                or(spec.paused(), false),
                promisedRevision(app));
    }

    /// A volume that one node at a time can mount means one pod. An autoscaler's number is left as it is.
    private static int replicas(
            NoKubeAppSpec spec, @Nullable Scaling scaling, @Nullable Volume volume, ClusterFacts cluster) {
        int given = or(spec.replicas(), Defaults.REPLICAS);
        if (scaling != null) {
            int running = or(cluster.runningReplicas(), scaling.min());
            return running == 0 ? scaling.min() : running;
        }
        return volume != null && !volume.shared() ? Math.min(given, 1) : given;
    }

    /// An app that is stopped has no autoscaler, which would start it again.
    private static @Nullable Scaling scaling(NoKubeAppSpec spec, @Nullable Volume volume) {
        Autoscaling given = spec.autoscaling();
        boolean isStopped = or(spec.replicas(), Defaults.REPLICAS) == 0;
        if (given == null || isStopped || (volume != null && !volume.shared())) {
            return null;
        }
        return new Scaling(
                or(given.minReplicas(), Defaults.MIN_REPLICAS),
                or(given.maxReplicas(), Defaults.MAX_REPLICAS),
                or(given.targetCpuPercent(), Defaults.TARGET_CPU));
    }

    private static @Nullable Volume volume(NoKubeApp app, PlatformPolicy policy) {
        Storage given = app.getSpec().storage();
        if (given == null) {
            return null;
        }
        String className = given.className() == null ? policy.storageClass() : given.className();
        return new Volume(
                Naming.volume(app.getMetadata().getName()),
                Objects.requireNonNull(given.size(), "The schema requires a size"),
                or(given.mountPath(), Defaults.MOUNT_PATH),
                className,
                policy.isShared(className),
                given.onDelete() == StorageCleanup.DELETE);
    }

    private static boolean asksForRoot(NoKubeApp app) {
        return "true".equals(annotation(app, RUN_AS_ROOT));
    }

    private static long promisedRevision(NoKubeApp app) {
        String number = annotation(app, PROMISED_REVISION);
        return NUMBER.matcher(number).matches() ? Long.parseLong(number) : 0;
    }

    /// Empty where it is not there.
    private static String annotation(NoKubeApp app, String name) {
        Map<String, String> annotations = app.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(name, "");
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
