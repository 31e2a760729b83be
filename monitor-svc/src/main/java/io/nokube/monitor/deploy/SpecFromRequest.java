package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.Quantity;
import io.nokube.crd.AppType;
import io.nokube.crd.Autoscaling;
import io.nokube.crd.Defaults;
import io.nokube.crd.Exposure;
import io.nokube.crd.ExposureType;
import io.nokube.crd.HealthCheck;
import io.nokube.crd.LivenessCheck;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.crd.ReadinessCheck;
import io.nokube.crd.ResourceLimits;
import io.nokube.crd.ResourceRequests;
import io.nokube.crd.Resources;
import io.nokube.crd.Storage;
import io.nokube.crd.Tls;
import io.nokube.names.ImageReference;
import io.nokube.names.ProjectName;
import io.nokube.names.ServiceName;
import io.nokube.names.Username;
import io.nokube.validation.Violations;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns a request into a spec, field by field. What the request leaves out the spec leaves out too: the schema's
/// defaults are the only ones.
final class SpecFromRequest {
    private static final int MAX_PORT = 65535;
    private static final int MAX_SECONDS = 3600;
    private static final List<String> TYPES = List.of("web", "api", "worker");
    private static final List<String> EXPOSURES = List.of("external", "internal", "none");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+");
    private static final Pattern MOUNT = Pattern.compile("/[^:]*[^/:]");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]*");

    private SpecFromRequest() {}

    /// Names everything that is wrong with `request`.
    static void check(DeployRequest request, Violations violations) {
        RequestRules rules = new RequestRules(violations);
        checkNames(request, violations);
        checkSizes(request, violations, rules);
        checkExposure(request, violations, rules);
        checkHealth(request, violations, rules);
        rules.variables("env_vars", request.envVars());
        rules.words("command", request.command());
        rules.words("args", request.args());
        rules.variables("secrets", request.secrets());
        checkStorage(request, violations, rules);
        checkAutoscaling(request, violations);
    }

    private static void checkStorage(DeployRequest request, Violations violations, RequestRules rules) {
        rules.quantity("storage_size", request.storageSize(), "1Gi");
        violations.check(
                "storage_path",
                request.storagePath(),
                path -> path.length() <= 512 && MOUNT.matcher(path).matches() && !path.contains(".."),
                "must be an absolute path such as /data, without .. and without : and / at its end");
        if (request.storagePath() != null && request.storageSize() == null) {
            violations.add("storage_size", "is required where storage_path is given");
        }
    }

    private static void checkAutoscaling(DeployRequest request, Violations violations) {
        violations.range("min_replicas", request.minReplicas(), 1, 100);
        violations.range("max_replicas", request.maxReplicas(), 1, 100);
        violations.range("target_cpu_percent", request.targetCpuPercent(), 1, 1000);
        int min = Objects.requireNonNullElse(request.minReplicas(), Defaults.MIN_REPLICAS);
        int max = Objects.requireNonNullElse(request.maxReplicas(), Defaults.MAX_REPLICAS);
        if (min > max) {
            violations.add("max_replicas", "must be at least min_replicas, which is " + min);
        }
    }

    private static void checkNames(DeployRequest request, Violations violations) {
        violations.required("project_id", request.projectId());
        violations.check("project_id", request.projectId(), id -> id > 0, "must be the id of a project");
        violations.required("project_name", request.projectName());
        violations.parse("project_name", request.projectName(), ProjectName::new);
        violations.parse("username", request.username(), Username::new);
        violations.required("service_name", request.serviceName());
        violations.parse("service_name", request.serviceName(), ServiceName::new);
        violations.required("image_name", request.imageName());
        violations.parse("image_name", request.imageName(), ImageReference::parse);
        violations.text("display_name", request.displayName(), 100);
        violations.text("description", request.description(), 2000);
    }

    private static void checkSizes(DeployRequest request, Violations violations, RequestRules rules) {
        violations.range("replicas", request.replicas(), 0, 100);
        Quantity cpu = rules.quantity("cpu_request", request.cpuRequest(), "250m or 1");
        Quantity memory = rules.quantity("memory_request", request.memoryRequest(), "256Mi or 1Gi");
        rules.atLeast(
                "cpu_limit",
                rules.quantity("cpu_limit", request.cpuLimit(), "500m or 2"),
                "cpu_request",
                Objects.requireNonNullElse(cpu, Quantity.parse(Defaults.CPU_REQUEST)));
        rules.atLeast(
                "memory_limit",
                rules.quantity("memory_limit", request.memoryLimit(), "512Mi or 1Gi"),
                "memory_request",
                Objects.requireNonNullElse(memory, Quantity.parse(Defaults.MEMORY_REQUEST)));
    }

    private static void checkExposure(DeployRequest request, Violations violations, RequestRules rules) {
        rules.oneOf("service_type", request.serviceType(), TYPES);
        rules.oneOf("exposure_type", request.exposureType(), EXPOSURES);
        violations.range("container_port", request.containerPort(), 1, MAX_PORT);
        violations.range("service_port", request.servicePort(), 1, MAX_PORT);
        violations.check(
                "custom_domain",
                request.customDomain(),
                host -> host.length() <= 253 && HOST.matcher(host).matches(),
                "must be a host name such as shop.example.com, in lower case, without scheme, port or path");
        violations.check(
                "custom_path",
                request.customPath(),
                path -> path.length() <= 256 && PATH.matcher(path).matches() && !path.contains("//"),
                "must begin with / and hold only letters, digits and . _ ~ - between single slashes");
        boolean isWorker = "worker".equals(request.serviceType());
        boolean isExternal = request.exposureType() == null
                ? request.serviceType() == null || request.serviceType().equals("web")
                : request.exposureType().equals("external");
        if (isWorker && isExternal) {
            violations.add("exposure_type", "must be none or internal for a worker, which serves nobody outside");
        }
        if (!isExternal && request.customDomain() != null) {
            violations.add("custom_domain", "needs exposure_type external");
        }
        if (!isExternal && Boolean.TRUE.equals(request.enableHttps())) {
            violations.add("enable_https", "needs exposure_type external");
        }
    }

    private static void checkHealth(DeployRequest request, Violations violations, RequestRules rules) {
        rules.path("liveness_check_path", request.livenessCheckPath(), 1024);
        rules.path("readiness_check_path", request.readinessCheckPath(), 1024);
        violations.range("health_check_port", request.healthCheckPort(), 1, MAX_PORT);
        violations.range("liveness_initial_delay", request.livenessInitialDelay(), 0, MAX_SECONDS);
        violations.range("readiness_initial_delay", request.readinessInitialDelay(), 0, MAX_SECONDS);
        violations.range("health_check_period", request.healthCheckPeriod(), 1, MAX_SECONDS);
        violations.range("health_check_timeout", request.healthCheckTimeout(), 1, MAX_SECONDS);
        violations.range("health_check_failure_threshold", request.healthCheckFailureThreshold(), 1, 100);
    }

    /// The spec of a request that was checked.
    ///
    /// @param sharesVolumes whether several nodes can mount a volume at once; otherwise one pod runs with it
    static NoKubeAppSpec of(DeployRequest request, boolean sharesVolumes) {
        return new NoKubeAppSpec(
                request.imageName(),
                request.serviceType() == null ? null : AppType.valueOf(constant(request.serviceType())),
                request.replicas() == null && request.storageSize() != null && !sharesVolumes
                        ? Integer.valueOf(1)
                        : request.replicas(),
                request.containerPort(),
                request.servicePort(),
                exposure(request),
                resources(request),
                request.envVars(),
                Merging.secretRefs(Objects.requireNonNull(request.serviceName()), null, request.secrets()),
                healthCheck(request),
                storage(request),
                autoscaling(request),
                null,
                request.command(),
                request.args(),
                null,
                null);
    }

    private static @Nullable Storage storage(DeployRequest request) {
        return request.storageSize() == null
                ? null
                : new Storage(quantity(request.storageSize()), request.storagePath(), null, null);
    }

    private static @Nullable Autoscaling autoscaling(DeployRequest request) {
        return Boolean.TRUE.equals(request.enableAutoscaling())
                ? new Autoscaling(request.minReplicas(), request.maxReplicas(), request.targetCpuPercent())
                : null;
    }

    private static Exposure exposure(DeployRequest request) {
        String type = request.exposureType();
        return new Exposure(
                type == null ? null : ExposureType.valueOf(constant(type)),
                request.customDomain(),
                request.customPath(),
                request.enableHttps() == null ? null : new Tls(request.enableHttps(), null));
    }

    private static Resources resources(DeployRequest request) {
        return new Resources(
                new ResourceRequests(quantity(request.cpuRequest()), quantity(request.memoryRequest())),
                new ResourceLimits(quantity(request.cpuLimit()), quantity(request.memoryLimit())));
    }

    private static HealthCheck healthCheck(DeployRequest request) {
        return new HealthCheck(
                request.healthCheckEnabled(),
                request.healthCheckPort(),
                new LivenessCheck(request.livenessCheckPath(), request.livenessInitialDelay()),
                new ReadinessCheck(request.readinessCheckPath(), request.readinessInitialDelay()),
                request.healthCheckPeriod(),
                request.healthCheckTimeout(),
                request.healthCheckFailureThreshold());
    }

    private static @Nullable Quantity quantity(@Nullable String value) {
        return value == null ? null : Quantity.parse(value);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
