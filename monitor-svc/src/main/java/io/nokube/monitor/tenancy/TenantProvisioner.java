package io.nokube.monitor.tenancy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nokube.monitor.cluster.ClusterFailedException;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.WriteOutcome;
import io.nokube.monitor.cluster.WriteOutcome.Done;
import io.nokube.monitor.cluster.WriteOutcome.Failed;
import io.nokube.monitor.cluster.WriteOutcome.Refused;
import io.nokube.monitor.desired.Labels;
import io.nokube.monitor.observed.Tenant;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/// Makes the namespace of a project, and what belongs into every project's, where it is missing.
@ApplicationScoped
public class TenantProvisioner {
    private static final Logger LOG = Logger.getLogger(TenantProvisioner.class);
    private static final String MANAGER = "nokube";
    /// Which limits the namespace was last given.
    private static final String LIMITS = "nokube.io/limits";

    private static final Map<String, String> LOWERED = Map.of(Tenant.POD_SECURITY, Tenant.BASELINE);
    private static final Duration ACCESS_LAG = Duration.ofSeconds(5);
    private static final Duration ACCESS_LOOK = Duration.ofMillis(20);

    private final ClusterReader reader;
    private final ClusterWriter writer;
    private final ProjectLimits limits;
    private final Clock clock;

    public TenantProvisioner(ClusterReader reader, ClusterWriter writer, ProjectLimits limits, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.limits = limits;
        this.clock = clock;
    }

    /// The project's namespace with everything in it, made where it is missing.
    ///
    /// @throws ProblemException 409 where a namespace of that name is not this project's
    public Namespace provide(Project project) {
        Namespace namespace = namespace(project);
        String name = namespace.getMetadata().getName();
        String version = Integer.toHexString(limits.hashCode());
        if (!version.equals(namespace.getMetadata().getLabels().get(LIMITS))) {
            contents(name, limits).forEach(this::apply);
            awaitAccess(name);
            // Last, so that whoever is interrupted before it begins anew.
            written(writer.label(namespace, Map.of(LIMITS, version)), name);
        }
        copyPullSecret(name);
        return namespace;
    }

    /// Gives this service the right to the Secrets of a namespace that it made before it needed one. It takes the API
    /// server a moment to know.
    public void admit(String namespace) {
        String account = limits.serviceAccount();
        if (account != null
                && reader.namespace(namespace).filter(TenantProvisioner::isMade).isPresent()
                && writer.apply(AccessManifest.of(namespace, account), MANAGER) instanceof Refused<?> refused) {
            LOG.warnf(
                    "In %s: the API server refused RoleBinding/%s: %s",
                    namespace, AccessManifest.NAME, refused.message());
        }
    }

    /// Lowers what the namespace's pods are held to, so that an app of it may run as root. NoKube itself still holds
    /// all the others to it.
    public Namespace allowRoot(Namespace namespace) {
        Namespace lowered = withRoot(namespace);
        if (lowered.equals(namespace)) {
            return namespace;
        }
        String name = namespace.getMetadata().getName();
        written(writer.label(namespace, LOWERED), name);
        return lowered;
    }

    /// The namespace as `allowRoot` makes it.
    public static Namespace withRoot(Namespace namespace) {
        Map<String, String> labels = namespace.getMetadata().getLabels();
        return Tenant.of(namespace.getMetadata().getName(), labels).allowsRoot()
                ? namespace
                : new NamespaceBuilder(namespace)
                        .editMetadata()
                        .addToLabels(LOWERED)
                        .endMetadata()
                        .build();
    }

    private static boolean isMade(Namespace namespace) {
        Map<String, String> labels = namespace.getMetadata().getLabels();
        return labels != null && Labels.NOKUBE.equals(labels.get(Labels.MANAGED_BY));
    }

    /// The API server learns of its own role bindings a moment after it has stored them. Where it takes longer, what
    /// needs the right is refused and says so.
    private void awaitAccess(String namespace) {
        Instant end = clock.instant().plus(ACCESS_LAG);
        while (limits.serviceAccount() != null
                && !reader.mayReadSecrets(namespace)
                && clock.instant().isBefore(end)) {
            LockSupport.parkNanos(ACCESS_LOOK.toNanos());
        }
    }

    /// What is in every project's namespace.
    public List<HasMetadata> contents(String namespace) {
        return contents(namespace, limits);
    }

    /// The namespace that the project has, if it has one.
    ///
    /// @throws ProblemException 409 where a namespace of that name is not this project's
    public Optional<Namespace> find(Project project) {
        Namespace wanted = NamespaceManifest.of(project);
        return reader.namespace(wanted.getMetadata().getName()).map(found -> checked(found, project));
    }

    /// The namespace as it is made for the project.
    public Namespace wanted(Project project) {
        return NamespaceManifest.of(project);
    }

    private static List<HasMetadata> contents(String namespace, ProjectLimits limits) {
        List<HasMetadata> contents = new ArrayList<>();
        if (limits.serviceAccount() != null) {
            contents.add(AccessManifest.of(namespace, limits.serviceAccount()));
        }
        contents.add(QuotaManifest.quota(namespace, limits));
        contents.add(QuotaManifest.range(namespace));
        contents.addAll(DefaultDenyManifest.of(namespace, limits));
        return contents;
    }

    /// On every deploy, so that a new password of the registry gets everywhere.
    private void copyPullSecret(String namespace) {
        String source = limits.pullSecret();
        if (source == null) {
            return;
        }
        int slash = source.indexOf('/');
        Secret platforms = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(source.substring(0, slash))
                .withName(source.substring(slash + 1))
                .endMetadata()
                .build();
        try {
            reader.find(platforms)
                    .map(Secret.class::cast)
                    .ifPresentOrElse(
                            found -> apply(PullSecretManifest.of(namespace, found)),
                            () -> LOG.warnf("There is no Secret %s, which NOKUBE_PULL_SECRET names", source));
        } catch (KubernetesClientException e) {
            LOG.warnf("The Secret %s, which NOKUBE_PULL_SECRET names, cannot be read: %s", source, e.getMessage());
        }
    }

    private void apply(HasMetadata object) {
        written(writer.apply(object, MANAGER), object.getMetadata().getNamespace());
    }

    private static void written(WriteOutcome<?> outcome, String namespace) {
        switch (outcome) {
            case Done<?> done -> {}
            case Failed<?> failed -> throw new ClusterFailedException(failed);
            case Refused<?> refused when refused.isNamespaceGoing() -> throw going(namespace);
            case Refused<?> refused ->
                throw new ProblemException(
                        ProblemType.UNPROCESSABLE,
                        "The namespace " + namespace + " could not be prepared: " + refused.message());
        }
    }

    private Namespace namespace(Project project) {
        Namespace wanted = NamespaceManifest.of(project);
        String name = wanted.getMetadata().getName();
        Optional<Namespace> found = reader.namespace(name);
        if (found.isPresent()) {
            return checked(found.get(), project);
        }
        WriteOutcome<Namespace> outcome = writer.create(wanted);
        return switch (outcome) {
            case Done<Namespace> done -> done.object();
            case Failed<Namespace> failed -> throw new ClusterFailedException(failed);
            case Refused<Namespace> refused
            when refused.code() == HttpURLConnection.HTTP_CONFLICT ->
                // Somebody was faster, most likely this service in answer to another request.
                checked(reader.namespace(name).orElseThrow(() -> inTheWay(name)), project);
            case Refused<Namespace> refused ->
                throw new ProblemException(
                        ProblemType.UNPROCESSABLE, "The namespace " + name + " was refused: " + refused.message());
        };
    }

    private static Namespace checked(Namespace found, Project project) {
        Map<String, String> labels = found.getMetadata().getLabels();
        boolean isOurs = labels != null
                && Labels.NOKUBE.equals(labels.get(Labels.MANAGED_BY))
                && project.owner().value().equals(labels.get(Tenant.OWNER_LABEL))
                && project.name().value().equals(labels.get(Tenant.PROJECT_LABEL));
        if (!isOurs) {
            throw inTheWay(found.getMetadata().getName());
        }
        if (found.getMetadata().getDeletionTimestamp() != null) {
            throw going(found.getMetadata().getName());
        }
        return found;
    }

    /// 409: nothing can be made in a namespace that is being deleted.
    private static ProblemException going(String namespace) {
        return new ProblemException(
                ProblemType.CONFLICT, "The namespace " + namespace + " is being deleted. Try again in a minute.");
    }

    private static ProblemException inTheWay(String name) {
        return new ProblemException(
                ProblemType.CONFLICT,
                "The namespace " + name + " exists and was not made by NoKube for this project. Use another project"
                        + " name.");
    }
}
