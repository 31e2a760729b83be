package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PrettyLoggable;
import io.fabric8.kubernetes.client.dsl.TailPrettyLoggable;
import io.fabric8.kubernetes.client.dsl.TimeTailPrettyLoggable;
import io.fabric8.kubernetes.client.dsl.TimestampBytesLimitTerminateTimeTailPrettyLoggable;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What is read of the cluster without being kept: events and logs.
@Singleton
public class Feeds {
    private static final Logger LOG = Logger.getLogger(Feeds.class);
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    /// In place of a log.
    private static final String NODE_SILENT =
            "[NoKube] The node that this pod is on does not hand out its log just now. Try again.\n";

    private final KubernetesClient client;

    public Feeds(KubernetesClient client) {
        this.client = client;
    }

    /// Which lines of a container's log.
    ///
    /// @param since null for all that there are
    /// @param tail null for all that there are
    /// @param previous of the container before the last restart
    public record LogQuery(
            @Nullable Instant since, @Nullable Integer tail, boolean previous) {}

    public EventFeed events(String namespace) {
        var informer = client.v1().events().inNamespace(namespace).runnableInformer(0);
        var started = informer.start();
        assert started != null;
        return new EventFeed(informer);
    }

    /// The log of a container, each line behind its time; empty where there is none (yet), and one line that says so
    /// where
    /// its node does not answer.
    public String log(String namespace, String pod, String container, LogQuery query) {
        try {
            var lines = container(namespace, pod, container).usingTimestamps();
            TimeTailPrettyLoggable chosen = query.previous() ? lines.terminated() : lines.limitBytes(MAX_BYTES);
            TailPrettyLoggable since = query.since() == null
                    ? chosen
                    : chosen.sinceTime(query.since().toString());
            return query.tail() == null
                    ? since.getLog()
                    : since.tailingLines(query.tail()).getLog();
        } catch (KubernetesClientException e) {
            return isOfNode(e) ? NODE_SILENT : unlessNone(e);
        }
    }

    /// The API server answered, but the node that has the log did not: the logs of other pods can still be read.
    private static boolean isOfNode(KubernetesClientException e) {
        return e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    /// The log of a container as it is written, each line behind its time; empty where there is none yet, or where its
    /// node does not answer.
    public Optional<LogWatch> follow(String namespace, String pod, String container, LogQuery query) {
        try {
            TimeTailPrettyLoggable lines = container(namespace, pod, container).usingTimestamps();
            TailPrettyLoggable since = query.since() == null
                    ? lines
                    : lines.sinceTime(query.since().toString());
            PrettyLoggable tail = query.tail() == null ? since : since.tailingLines(query.tail());
            return Optional.of(tail.withReadyWaitTimeout(0).watchLog());
        } catch (KubernetesClientException e) {
            String none = isOfNode(e) ? "" : unlessNone(e);
            assert none.isEmpty();
            return Optional.empty();
        } catch (CompletionException e) {
            // The client has no exception of its own for a connection that ended before the answer began.
            LOG.debugf("The log of %s cannot be followed just now: %s", pod, e.getMessage());
            return Optional.empty();
        }
    }

    private TimestampBytesLimitTerminateTimeTailPrettyLoggable container(
            String namespace, String pod, String container) {
        ContainerResource resource =
                client.pods().inNamespace(namespace).withName(pod).inContainer(container);
        return resource;
    }

    /// A container that has not started, or never was restarted, has no log; nor has a pod that is gone.
    private static String unlessNone(KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return "";
        }
        throw new ClusterUnavailableException("The log could not be read", e);
    }
}
