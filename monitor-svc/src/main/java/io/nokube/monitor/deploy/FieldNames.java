package io.nokube.monitor.deploy;

import io.nokube.monitor.cluster.WriteOutcome.Cause;
import io.nokube.problem.FieldError;
import java.util.List;
import java.util.Map;

/// The request's name of a spec's field, for what the API server itself finds wrong.
final class FieldNames {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("metadata.name", "service_name"),
            Map.entry("spec.image", "image_name"),
            Map.entry("spec.type", "service_type"),
            Map.entry("spec.replicas", "replicas"),
            Map.entry("spec.containerPort", "container_port"),
            Map.entry("spec.servicePort", "service_port"),
            Map.entry("spec.exposure.type", "exposure_type"),
            Map.entry("spec.exposure.host", "custom_domain"),
            Map.entry("spec.exposure.path", "custom_path"),
            Map.entry("spec.exposure.tls", "enable_https"),
            Map.entry("spec.resources.requests.cpu", "cpu_request"),
            Map.entry("spec.resources.requests.memory", "memory_request"),
            Map.entry("spec.resources.limits.cpu", "cpu_limit"),
            Map.entry("spec.resources.limits.memory", "memory_limit"),
            Map.entry("spec.env", "env_vars"),
            Map.entry("spec.storage.size", "storage_size"),
            Map.entry("spec.storage.mountPath", "storage_path"),
            Map.entry("spec.storage", "storage_size"),
            Map.entry("spec.autoscaling", "enable_autoscaling"),
            Map.entry("spec.autoscaling.minReplicas", "min_replicas"),
            Map.entry("spec.autoscaling.maxReplicas", "max_replicas"),
            Map.entry("spec.autoscaling.targetCpuPercent", "target_cpu_percent"),
            Map.entry("spec.command", "command"),
            Map.entry("spec.args", "args"),
            Map.entry("spec.healthCheck.port", "health_check_port"),
            Map.entry("spec.healthCheck.liveness.path", "liveness_check_path"),
            Map.entry("spec.healthCheck.readiness.path", "readiness_check_path"),
            Map.entry("spec.healthCheck.liveness.initialDelaySeconds", "liveness_initial_delay"),
            Map.entry("spec.healthCheck.readiness.initialDelaySeconds", "readiness_initial_delay"),
            Map.entry("spec.healthCheck.periodSeconds", "health_check_period"),
            Map.entry("spec.healthCheck.timeoutSeconds", "health_check_timeout"),
            Map.entry("spec.healthCheck.failureThreshold", "health_check_failure_threshold"));

    private FieldNames() {}

    static List<FieldError> errors(List<Cause> causes) {
        return causes.stream()
                .map(cause -> new FieldError(of(cause.field()), cause.message()))
                .toList();
    }

    /// A field below one that has a name keeps its end: `spec.env.A` is `env_vars.A`.
    static String of(String field) {
        for (String path = field; !path.isEmpty(); path = parent(path)) {
            String name = NAMES.get(path);
            if (name != null) {
                return name + field.substring(path.length());
            }
        }
        return field;
    }

    private static String parent(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return end < 0 ? "" : path.substring(0, end);
    }
}
