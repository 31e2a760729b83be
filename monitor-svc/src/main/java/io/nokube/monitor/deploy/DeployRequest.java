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
        @Schema(required = true, examples = "1") @Nullable Long projectId,

        @Schema(required = true, examples = "myapp") @Nullable
        String projectName,

        @Schema(description = "Default: the caller; another name only for administrators") @Nullable
        String username,

        @Schema(required = true, examples = "frontend") @Nullable
        String serviceName,

        @Schema(required = true, examples = "ghcr.io/amzhm/testuser-myapp-frontend:latest") @Nullable
        String imageName,

        @Nullable String displayName,
        @Nullable String description,

        @Schema(
                enumeration = {"web", "api", "worker"},
                defaultValue = "web")
        @Nullable
        String serviceType,

        @Schema(
                enumeration = {"external", "internal", "none"},
                description = "Default: external for web, internal for api, none for worker")
        @Nullable
        String exposureType,

        @Schema(minimum = "1", maximum = "65535", defaultValue = "3000") @Nullable
        Integer containerPort,

        @Schema(minimum = "1", maximum = "65535", defaultValue = "8000") @Nullable
        Integer servicePort,

        @Schema(minimum = "0", maximum = "100", description = "Default: 2, and 1 with storage") @Nullable
        Integer replicas,

        @Schema(defaultValue = "100m") @Nullable String cpuRequest,

        @Schema(defaultValue = "500m") @Nullable String cpuLimit,

        @Schema(defaultValue = "128Mi") @Nullable String memoryRequest,

        @Schema(defaultValue = "512Mi") @Nullable String memoryLimit,

        @Schema(examples = "{\"NODE_ENV\": \"production\"}") @Nullable
        Map<String, String> envVars,

        @Schema(description = "Written to a Secret, and never shown again") @Nullable
        Map<String, String> secrets,

        @Schema(examples = "shop.example.com") @Nullable String customDomain,

        @Schema(examples = "/") @Nullable String customPath,

        @Nullable Boolean enableHttps,
        @Schema(defaultValue = "true") @Nullable Boolean healthCheckEnabled,

        @Schema(examples = "/health") @Nullable String livenessCheckPath,

        @Schema(examples = "/ready") @Nullable String readinessCheckPath,

        @Schema(description = "Default: the container's port") @Nullable
        Integer healthCheckPort,

        @Schema(defaultValue = "30") @Nullable Integer livenessInitialDelay,

        @Schema(defaultValue = "5") @Nullable Integer readinessInitialDelay,

        @Schema(defaultValue = "10") @Nullable Integer healthCheckPeriod,

        @Schema(defaultValue = "5") @Nullable Integer healthCheckTimeout,

        @Schema(defaultValue = "3") @Nullable Integer healthCheckFailureThreshold,

        @Schema(examples = "1Gi") @Nullable String storageSize,

        @Schema(examples = "/data") @Nullable String storagePath,

        @Schema(defaultValue = "false") @Nullable Boolean enableAutoscaling,

        @Schema(defaultValue = "1") @Nullable Integer minReplicas,

        @Schema(defaultValue = "10") @Nullable Integer maxReplicas,

        @Schema(defaultValue = "70") @Nullable Integer targetCpuPercent,

        @Schema(description = "Instead of the image's") @Nullable
        List<String> command,

        @Schema(description = "Instead of the image's") @Nullable
        List<String> args,

        @Nullable Boolean runAsRoot)
        implements RequestBody {
    @Override
    public void check(Violations violations) {
        SpecFromRequest.check(this, violations);
    }
}
