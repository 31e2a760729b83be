package io.nokube.monitor.deploy;

import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What to deploy and how. Everything but the first five fields can be left out.
@Schema(
        description = "What to deploy and how. project_id, project_name, service_name and image_name are required; the"
                + " rest has defaults. run_as_root lets the image run as root (the Pod Security level baseline for the"
                + " project's namespace); only an administrator may say true, and left out it stays as it is.")
public record DeployRequest(
        @Nullable Long projectId,
        @Nullable String projectName,
        @Nullable String username,
        @Nullable String serviceName,
        @Nullable String imageName,
        @Nullable String displayName,
        @Nullable String description,
        @Nullable String serviceType,
        @Nullable String exposureType,
        @Nullable Integer containerPort,
        @Nullable Integer servicePort,
        @Nullable Integer replicas,
        @Nullable String cpuRequest,
        @Nullable String cpuLimit,
        @Nullable String memoryRequest,
        @Nullable String memoryLimit,
        @Nullable Map<String, String> envVars,
        @Nullable Map<String, String> secrets,
        @Nullable String customDomain,
        @Nullable String customPath,
        @Nullable Boolean enableHttps,
        @Nullable Boolean healthCheckEnabled,
        @Nullable String livenessCheckPath,
        @Nullable String readinessCheckPath,
        @Nullable Integer healthCheckPort,
        @Nullable Integer livenessInitialDelay,
        @Nullable Integer readinessInitialDelay,
        @Nullable Integer healthCheckPeriod,
        @Nullable Integer healthCheckTimeout,
        @Nullable Integer healthCheckFailureThreshold,
        @Nullable String storageSize,
        @Nullable String storagePath,
        @Nullable Boolean enableAutoscaling,
        @Nullable Integer minReplicas,
        @Nullable Integer maxReplicas,
        @Nullable Integer targetCpuPercent,
        @Nullable List<String> command,
        @Nullable List<String> args,
        @Nullable Boolean runAsRoot)
        implements RequestBody {
    @Override
    public void check(Violations violations) {
        SpecFromRequest.check(this, violations);
    }
}
