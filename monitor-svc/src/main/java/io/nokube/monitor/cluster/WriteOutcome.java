package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.HttpURLConnection;
import java.util.List;

/// What came of a write. That the API server could not be asked is no outcome but a [ClusterUnavailableException].
public sealed interface WriteOutcome<T extends HasMetadata> {
    /// It is done; `object` is what the API server stored.
    record Done<T extends HasMetadata>(T object) implements WriteOutcome<T> {}

    /// The API server did not accept it.
    ///
    /// @param code the HTTP status
    /// @param causes the fields that are wrong, where it is about fields
    record Refused<T extends HasMetadata>(int code, String message, List<Cause> causes) implements WriteOutcome<T> {
        public Refused {
            causes = List.copyOf(causes);
        }

        /// Whether its namespace is being deleted, in which nothing new can be made (the admission plugin
        /// NamespaceLifecycle, which alone names this field with this status).
        public boolean isNamespaceGoing() {
            return code == HttpURLConnection.HTTP_FORBIDDEN
                    && causes.stream().anyMatch(cause -> cause.field().equals("metadata.namespace"));
        }
    }

    /// The API server would have accepted it and could not do it: a webhook that does not answer, no address left. It
    /// may be able to later.
    record Failed<T extends HasMetadata>(String message) implements WriteOutcome<T> {}

    /// @param field its path in the object, such as `spec.replicas`
    record Cause(String field, String message) {}
}
