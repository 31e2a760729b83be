package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModel.Check;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The pod of an app, as the `restricted` Pod Security Standard wants it, with no way to the API server.
///
/// Only fields that Kubernetes 1.20 knows are set: server-side apply refuses a field that a server does not know.
public final class PodPart {
    /// The name of the one container, in which other containers may be put by others.
    public static final String CONTAINER = "app";

    /// On pods: a hash of the Secrets that they read.
    public static final String CONFIG_HASH = "nokube.io/config-hash";

    static final String PORT_NAME = "http";
    private static final String VOLUME = "data";
    private static final String RESTARTED_AT = "nokube.io/restarted-at";
    private static final long VOLUME_GROUP = 1000;
    private static final long GRACE_PERIOD_SECONDS = 30;

    private PodPart() {}

    static PodTemplateSpec template(AppModel app) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.ofWorkload(app))
                .withAnnotations(annotations(app))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(ServiceAccountManifest.name(app))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE_PERIOD_SECONDS)
                .withSecurityContext(security(app))
                .withContainers(container(app))
                .withVolumes(volumes(app))
                .endSpec()
                .build();
    }

    /// A change of any of these rolls the pods.
    private static Map<String, String> annotations(AppModel app) {
        Map<String, String> annotations = new TreeMap<>();
        if (!app.secretsHash().isEmpty()) {
            annotations.put(CONFIG_HASH, app.secretsHash());
        }
        if (app.restartedAt() != null) {
            annotations.put(RESTARTED_AT, app.restartedAt());
        }
        return annotations;
    }

    /// A volume is made writable for a group that the program is put in, whatever user it runs as.
    private static PodSecurityContext security(AppModel app) {
        PodSecurityContextBuilder context = new PodSecurityContextBuilder()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile();
        if (!app.podRules().mayRunAsRoot()) {
            context.withRunAsNonRoot(true);
        }
        return app.volume() == null
                ? context.build()
                : context.withFsGroup(VOLUME_GROUP)
                        .withFsGroupChangePolicy("OnRootMismatch")
                        .build();
    }

    private static List<Volume> volumes(AppModel app) {
        if (app.volume() == null) {
            return List.of();
        }
        return List.of(new VolumeBuilder()
                .withName(VOLUME)
                .withNewPersistentVolumeClaim()
                .withClaimName(app.volume().name())
                .endPersistentVolumeClaim()
                .build());
    }

    private static List<VolumeMount> mounts(AppModel app) {
        if (app.volume() == null) {
            return List.of();
        }
        return List.of(new VolumeMountBuilder()
                .withName(VOLUME)
                .withMountPath(app.volume().mountPath())
                .build());
    }

    private static Container container(AppModel app) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(app.image())
                .withImagePullPolicy(app.image().contains("@") ? "IfNotPresent" : "Always")
                .withCommand(app.command())
                .withArgs(app.args())
                .withPorts(ports(app.containerPort()))
                .withEnv(variables(app))
                .withEnvFrom(secrets(app))
                .withReadinessProbe(probe(app.probes().readiness()))
                .withLivenessProbe(probe(app.probes().liveness()))
                .withNewResources()
                .addToRequests("cpu", app.sizes().cpuRequest())
                .addToRequests("memory", app.sizes().memoryRequest())
                .addToLimits("cpu", app.sizes().cpuLimit())
                .addToLimits("memory", app.sizes().memoryLimit())
                .endResources()
                .withVolumeMounts(mounts(app))
                // So that the pod's status says what the program last printed when it ended badly.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .build();
    }

    private static List<ContainerPort> ports(@Nullable Integer port) {
        if (port == null) {
            return List.of();
        }
        return List.of(new ContainerPortBuilder()
                .withName(PORT_NAME)
                .withContainerPort(port)
                .withProtocol("TCP")
                .build());
    }

    private static List<EnvVar> variables(AppModel app) {
        return app.env().entrySet().stream()
                .map(entry -> new EnvVarBuilder()
                        .withName(entry.getKey())
                        .withValue(entry.getValue())
                        .build())
                .toList();
    }

    private static List<EnvFromSource> secrets(AppModel app) {
        return app.secretRefs().stream()
                .map(name -> new EnvFromSourceBuilder()
                        .withNewSecretRef()
                        .withName(name)
                        .endSecretRef()
                        .build())
                .toList();
    }

    /// Every field that the API server would fill in is set: a field that nobody owns would stay behind, without its
    /// probe, when the probe is no longer wanted, and be refused.
    @SuppressWarnings("NullAway") // A builder takes null for "there is none".
    private static Probe probe(@Nullable Check check) {
        if (check == null) {
            return null;
        }
        ProbeBuilder probe = new ProbeBuilder()
                .withInitialDelaySeconds(check.initialDelay())
                .withPeriodSeconds(check.period())
                .withTimeoutSeconds(check.timeout())
                .withSuccessThreshold(1)
                .withFailureThreshold(check.failureThreshold());
        IntOrString port = new IntOrString(check.port());
        return check.path() == null
                ? probe.withNewTcpSocket().withPort(port).endTcpSocket().build()
                : probe.withNewHttpGet()
                        .withPath(check.path())
                        .withPort(port)
                        .withScheme("HTTP")
                        .endHttpGet()
                        .build();
    }
}
