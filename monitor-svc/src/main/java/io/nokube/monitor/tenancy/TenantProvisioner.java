package io.nokube.monitor.tenancy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.WriteOutcome;
import io.nokube.monitor.cluster.WriteOutcome.Done;
import io.nokube.monitor.cluster.WriteOutcome.Refused;
import io.nokube.monitor.desired.Labels;
import io.nokube.monitor.observed.Tenant;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Makes the namespace of a project, and what belongs into every project's, where it is missing.
@ApplicationScoped
public class TenantProvisioner {
    private static final Logger LOG = Logger.getLogger(TenantProvisioner.class);
    private static final String MANAGER = "nokube";
    /// Which limits the namespace was last given.
    private static final String LIMITS = "nokube.io/limits";

    private final ClusterReader reader;
    private final ClusterWriter writer;

    private final ProjectLimits limits;

    public TenantProvisioner(ClusterReader reader, ClusterWriter writer, ProjectLimits limits) {
        this.reader = reader;
        this.writer = writer;
        this.limits = limits;
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
            // Last, so that whoever is interrupted before it begins anew.
            written(writer.label(namespace, Map.of(LIMITS, version)), name);
        }
        copyPullSecret(name);
        return namespace;
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
        reader.find(platforms)
                .map(Secret.class::cast)
                .ifPresentOrElse(
                        found -> apply(PullSecretManifest.of(namespace, found)),
                        () -> LOG.warnf("There is no Secret %s, which NOKUBE_PULL_SECRET names", source));
    }

    private void apply(HasMetadata object) {
        written(writer.apply(object, MANAGER), object.getMetadata().getNamespace());
    }

    private static void written(WriteOutcome<?> outcome, String namespace) {
        if (outcome instanceof Refused<?> refused) {
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
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The namespace " + found.getMetadata().getName() + " is being deleted. Try again in a minute.");
        }
        return found;
    }

    private static ProblemException inTheWay(String name) {
        return new ProblemException(
                ProblemType.CONFLICT,
                "The namespace " + name + " exists and was not made by NoKube for this project. Use another project"
                        + " name.");
    }
}
