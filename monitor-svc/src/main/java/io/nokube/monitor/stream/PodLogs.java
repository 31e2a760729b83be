package io.nokube.monitor.stream;

import io.fabric8.kubernetes.api.model.Pod;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.Feeds;
import io.nokube.monitor.deploy.AppStore;
import io.nokube.monitor.desired.PodPart;
import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The logs of an app's pods, merged by the time of each line.
@ApplicationScoped
class PodLogs {
    private final AppStore apps;
    private final Feeds feeds;

    PodLogs(AppStore apps, Feeds feeds) {
        this.apps = apps;
        this.feeds = feeds;
    }

    /// @throws ProblemException 400 where the pod that is named is none of the app's
    List<LogLine> read(NoKubeApp app, LogRequest request) {
        List<LogLine> lines = pods(app, request).stream()
                .flatMap(pod -> lines(pod, request).stream())
                .sorted(Comparator.comparing(LogLine::order))
                .toList();
        Integer tail = request.tail();
        return tail == null ? lines : lines.subList(Math.max(0, lines.size() - tail), lines.size());
    }

    /// The lines that there are and those that come, until the app is gone or nobody reads any more.
    ///
    /// @param current the app as it is now; empty where it is gone
    Multi<LogLine> follow(NoKubeApp app, LogRequest request, Supplier<Optional<NoKubeApp>> current) {
        List<Pod> first = pods(app, request);
        assert first != null;
        return Multi.createFrom().emitter(emitter -> {
            LogFollower follower = new LogFollower(
                    feeds,
                    request,
                    () -> current.get().map(present -> apps.snapshot(present).pods()),
                    emitter);
            emitter.onTermination(follower::close);
            follower.start();
        });
    }

    private List<Pod> pods(NoKubeApp app, LogRequest request) {
        List<Pod> all = apps.snapshot(app).pods();
        String wanted = request.pod();
        if (wanted == null) {
            return all;
        }
        List<Pod> named = all.stream()
                .filter(pod -> pod.getMetadata().getName().equals(wanted))
                .toList();
        if (named.isEmpty()) {
            String names = String.join(
                    ", ", all.stream().map(pod -> pod.getMetadata().getName()).toList());
            throw new ProblemException(List.of(new FieldError(
                    "pod", names.isEmpty() ? "there are no pods" : "must be one of the deployment's pods: " + names)));
        }
        return named;
    }

    private List<LogLine> lines(Pod pod, LogRequest request) {
        String name = pod.getMetadata().getName();
        String text = feeds.log(pod.getMetadata().getNamespace(), name, PodPart.CONTAINER, request.query());
        return text.lines().map(line -> LogLine.of(name, line)).toList();
    }
}
