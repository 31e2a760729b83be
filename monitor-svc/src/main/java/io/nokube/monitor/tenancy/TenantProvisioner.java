package io.nokube.monitor.tenancy;

import io.fabric8.kubernetes.api.model.Namespace;
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
import java.util.Map;
import java.util.Optional;

/// Makes the namespace of a project where it is missing.
@ApplicationScoped
public class TenantProvisioner {
    private final ClusterReader reader;
    private final ClusterWriter writer;

    public TenantProvisioner(ClusterReader reader, ClusterWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /// The project's namespace, made where there is none.
    ///
    /// @throws ProblemException 409 where a namespace of that name is not this project's
    public Namespace provide(Project project) {
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
