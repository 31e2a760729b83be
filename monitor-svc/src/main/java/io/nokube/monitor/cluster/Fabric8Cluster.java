package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.WriteOutcome.Cause;
import io.nokube.monitor.cluster.WriteOutcome.Done;
import io.nokube.monitor.cluster.WriteOutcome.Failed;
import io.nokube.monitor.cluster.WriteOutcome.Refused;
import io.nokube.monitor.desired.Labels;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The API server through the fabric8 client.
@ApplicationScoped
public class Fabric8Cluster implements ClusterReader, ClusterWriter {
    /// On every node (Kubernetes, "Well-Known Labels").
    private static final String ARCHITECTURE = "kubernetes.io/arch";

    private static final long NODES = 500;

    private static final ResourceDefinitionContext CERTIFICATES = new ResourceDefinitionContext.Builder()
            .withGroup("cert-manager.io")
            .withVersion("v1")
            .withKind("Certificate")
            .withPlural("certificates")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;
    private final Optional<String> namespace;

    public Fabric8Cluster(
            KubernetesClient client,
            @ConfigProperty(name = "nokube.leader-election.namespace") Optional<String> namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> apply(T object, String manager) {
        return write(() ->
                client.resource(object).fieldManager(manager).forceConflicts().serverSideApply());
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> create(T object) {
        return write(() -> client.resource(object).create());
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> dryRun(T object, String manager) {
        return write(() -> client.resource(object)
                .dryRun()
                .fieldManager(manager)
                .forceConflicts()
                .serverSideApply());
    }

    @Override
    public WriteOutcome<NoKubeApp> change(NoKubeApp changed, String manager) {
        return change(changed, manager, List.of());
    }

    @Override
    public WriteOutcome<NoKubeApp> dryRunChange(NoKubeApp changed, String manager) {
        return change(changed, manager, List.of("All"));
    }

    /// A JSON patch, since the client's update cannot say who the manager is. The version that it sets is the one that
    /// the API server compares; a dry run, which loses nobody's change, is of whatever is there.
    private WriteOutcome<NoKubeApp> change(NoKubeApp changed, String manager, List<String> dryRun) {
        ObjectMeta metadata = changed.getMetadata();
        Map<String, String> annotations =
                Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of());
        List<Map<String, Object>> operations = new ArrayList<>();
        if (dryRun.isEmpty()) {
            operations.add(operation("replace", "/metadata/resourceVersion", metadata.getResourceVersion()));
        }
        operations.add(operation("add", "/metadata/annotations", annotations));
        operations.add(operation("replace", "/spec", changed.getSpec()));
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager(manager)
                .withDryRun(dryRun)
                .build();
        return write(() -> client.resource(changed).patch(context, Serialization.asJson(operations)));
    }

    private static Map<String, Object> operation(String op, String path, Object value) {
        return Map.of("op", op, "path", path, "value", value);
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> clear(T object, Map<String, Map<String, Object>> fields) {
        List<Map<String, Object>> operations = new ArrayList<>();
        String version = object.getMetadata().getResourceVersion();
        operations.add(Map.of("op", "test", "path", "/metadata/resourceVersion", "value", version));
        fields.forEach((pointer, value) -> operations.add(
                value.isEmpty()
                        ? Map.of("op", "remove", "path", pointer)
                        : Map.of("op", "replace", "path", pointer, "value", value)));
        PatchContext asJsonPatch = PatchContext.of(PatchType.JSON);
        return write(() -> client.resource(object).patch(asJsonPatch, Serialization.asJson(operations)));
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> label(T object, Map<String, String> labels) {
        PatchContext asMergePatch = PatchContext.of(PatchType.JSON_MERGE);
        String patch = Serialization.asJson(Map.of("metadata", Map.of("labels", labels)));
        return write(() -> client.resource(object).patch(asMergePatch, patch));
    }

    @Override
    public <T extends HasMetadata> WriteOutcome<T> delete(T object) {
        return write(() -> {
            client.resource(object)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
            return object;
        });
    }

    @Override
    public Optional<Namespace> namespace(String name) {
        return ask(() -> Optional.ofNullable(client.namespaces().withName(name).get()));
    }

    @Override
    public Optional<NoKubeApp> app(String namespace, String name) {
        return ask(() -> Optional.ofNullable(client.resources(NoKubeApp.class)
                .inNamespace(namespace)
                .withName(name)
                .get()));
    }

    @Override
    public Optional<HasMetadata> certificate(String namespace, String name) {
        return ask(() -> Optional.ofNullable(client.genericKubernetesResources(CERTIFICATES)
                .inNamespace(namespace)
                .withName(name)
                .get()));
    }

    @Override
    public Optional<HasMetadata> find(HasMetadata like) {
        return ask(() -> Optional.ofNullable(client.resource(like).get()));
    }

    @Override
    public List<ConfigMap> configMaps(String namespace, String label) {
        return ask(() -> client.configMaps()
                .inNamespace(namespace)
                .withLabel(label)
                .list()
                .getItems());
    }

    @Override
    public List<ResourceQuota> quotas() {
        return ask(() -> client.resourceQuotas()
                .inAnyNamespace()
                .withLabel(Labels.MANAGED_BY, Labels.NOKUBE)
                .list()
                .getItems());
    }

    @Override
    public boolean mayReadSecrets(String namespace) {
        return ask(() -> SecretRights.mayRead(client, namespace));
    }

    @Override
    public boolean knows(String apiGroup) {
        return ask(() -> client.hasApiGroup(apiGroup, true));
    }

    @Override
    public Set<String> architectures() {
        return ask(() -> client
                .nodes()
                .list(new ListOptionsBuilder().withLimit(NODES).build())
                .getItems()
                .stream()
                .map(node -> Optional.ofNullable(node.getMetadata().getLabels())
                        .orElse(Map.of())
                        .get(ARCHITECTURE))
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public String home() {
        return namespace
                .or(() -> Optional.ofNullable(client.getConfiguration().getNamespace()))
                .orElse("default");
    }

    @Override
    public boolean knowsApps() {
        return ask(() -> {
            String resources = client.raw("/apis/" + NoKubeApp.GROUP + "/" + NoKubeApp.VERSION);
            return resources != null && resources.contains("\"nokubeapps\"");
        });
    }

    private static <T extends HasMetadata> WriteOutcome<T> write(Supplier<T> request) {
        try {
            return new Done<>(request.get());
        } catch (KubernetesClientException e) {
            if (!ClusterUnavailableException.isShownBy(e)) {
                return new Refused<>(e.getCode(), message(e), causes(e.getStatus()));
            }
            if (isAboutTheObject(e)) {
                return new Failed<>(message(e));
            }
            throw unavailable(e);
        }
    }

    /// An API server that is itself in trouble answers 500 without this reason (apimachinery, `NewInternalError`).
    private static boolean isAboutTheObject(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_INTERNAL_ERROR
                && e.getStatus() != null
                && "InternalError".equals(e.getStatus().getReason());
    }

    private static ClusterUnavailableException unavailable(KubernetesClientException e) {
        return new ClusterUnavailableException("The Kubernetes API server cannot be reached: " + root(e), e);
    }

    /// @throws ClusterUnavailableException in place of every error that says nothing about the request itself
    private static <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw ClusterUnavailableException.isShownBy(e) ? unavailable(e) : e;
        }
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(KubernetesClientException e) {
        Status status = e.getStatus();
        return status != null && status.getMessage() != null ? status.getMessage() : String.valueOf(e.getMessage());
    }

    private static List<Cause> causes(Status status) {
        if (status == null || status.getDetails() == null) {
            return List.of();
        }
        return status.getDetails().getCauses().stream()
                .filter(cause -> cause.getField() != null)
                .map(Fabric8Cluster::cause)
                .toList();
    }

    private static Cause cause(StatusCause cause) {
        return new Cause(cause.getField(), Objects.requireNonNullElse(cause.getMessage(), "is not valid"));
    }
}
