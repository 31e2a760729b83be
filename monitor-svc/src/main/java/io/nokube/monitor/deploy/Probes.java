package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Questions that are asked at once and have one time to be answered in.
final class Probes {
    private static final Logger LOG = Logger.getLogger(Probes.class);

    private Probes() {}

    /// The answers, in the order of the questions; without those that did not come in time, or that may not be asked.
    static <T> List<T> answers(List<Callable<List<T>>> questions, Duration patience) {
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<T> answers = new ArrayList<>();
            for (Future<List<T>> answer : askers.invokeAll(questions, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!answer.isCancelled()) {
                    answers.addAll(of(answer));
                }
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            // Nobody waits for those who are late.
            askers.shutdownNow();
        }
    }

    private static <T> List<T> of(Future<List<T>> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof KubernetesClientException || cause instanceof ClusterUnavailableException) {
                LOG.debugf("A question before a deploy was not answered: %s", cause.getMessage());
                return List.of();
            }
            throw new IllegalStateException("A question before a deploy could not be asked", cause);
        }
    }
}
