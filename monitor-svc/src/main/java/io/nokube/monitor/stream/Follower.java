package io.nokube.monitor.stream;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.EventFeed;
import io.nokube.monitor.deploy.AppStore;
import io.nokube.monitor.deploy.DeploymentView;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.status.Conditions;
import io.nokube.monitor.stream.Progress.KubernetesEvent;
import io.nokube.monitor.stream.Progress.PodState;
import io.nokube.monitor.stream.Progress.Rollout;
import io.nokube.web.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at one deployment again and again for one subscriber, and says what is new each time.
final class Follower {
    /// For how long a deployment that has come to rest is still looked at: what follows at once is not missed.
    private static final Duration REST = Duration.ofSeconds(10);

    private static final int OLD_EVENTS = 50;

    private final AppStore apps;
    private final EventFeed feed;
    private final Seen seen;
    private final Set<String> podNames = new HashSet<>();
    private @Nullable Instant restingSince;

    Follower(AppStore apps, EventFeed feed, Seen seen) {
        this.apps = apps;
        this.feed = feed;
        this.seen = seen;
    }

    /// What came of one look.
    ///
    /// @param ends whether there is nothing more to come
    record Look(List<StreamEvent> events, boolean ends) {}

    /// @param app null where it is gone
    Look look(@Nullable NoKubeApp app, Instant now) {
        if (app == null) {
            return new Look(List.of(), true);
        }
        ClusterSnapshot cluster = apps.snapshot(app);
        DeploymentView view = apps.view(app);
        List<StreamEvent> events = new ArrayList<>();
        add(events, "status", "status", view, key(view));
        rollout(app, view, cluster).ifPresent(rollout -> add(events, "rollout", "rollout", rollout, "" + rollout));
        pods(cluster, events);
        kubernetesEvents(app, cluster, events);
        boolean rests = events.isEmpty() && isAtRest(view);
        if (!rests) {
            restingSince = null;
        } else if (restingSince == null) {
            restingSince = now;
        }
        boolean ends = restingSince != null && restingSince.plus(REST).isBefore(now);
        return new Look(events, ends);
    }

    private static boolean isAtRest(DeploymentView view) {
        return List.of(DeploymentView.RUNNING, DeploymentView.FAILED, DeploymentView.STOPPED)
                .contains(view.status());
    }

    private void add(List<StreamEvent> events, String thing, String name, Object data, String content) {
        if (seen.isNew(thing, content)) {
            events.add(new StreamEvent(seen.id(), name, data, false));
        }
    }

    /// All but the time of the last change, which changes with everything.
    private static String key(DeploymentView view) {
        return view.status() + view.revision() + view.imageName() + view.replicasReady() + "/" + view.replicasTotal()
                + view.accessUrl() + view.error();
    }

    private static Optional<Rollout> rollout(NoKubeApp app, DeploymentView view, ClusterSnapshot cluster) {
        return cluster.workload(app.getMetadata().getName(), app.getMetadata().getUid())
                .map(Deployment::getStatus)
                .map(status -> rollout(app, view, status));
    }

    private static Rollout rollout(NoKubeApp app, DeploymentView view, DeploymentStatus status) {
        Optional<Condition> complete = Optional.ofNullable(app.getStatus())
                .flatMap(seen -> Conditions.find(seen.conditions(), Conditions.ROLLOUT_COMPLETE));
        return new Rollout(
                view.revision(),
                view.replicasTotal(),
                number(status.getUpdatedReplicas()),
                number(status.getReadyReplicas()),
                number(status.getAvailableReplicas()),
                number(status.getReplicas()),
                complete.filter(condition -> condition.status().equals(Condition.TRUE))
                        .isPresent(),
                complete.map(Condition::message).orElse(""));
    }

    private void pods(ClusterSnapshot cluster, List<StreamEvent> events) {
        Set<String> present = new HashSet<>();
        for (Pod pod : cluster.pods()) {
            PodState state = state(pod);
            present.add(state.name());
            add(events, "pod/" + state.name(), "pod", state, state.toString());
        }
        for (String gone : podNames) {
            if (!present.contains(gone) && seen.knows("pod/" + gone)) {
                seen.forget("pod/" + gone);
                events.add(
                        new StreamEvent(seen.id(), "pod", new PodState(gone, "Deleted", false, 0, null, null), false));
            }
        }
        podNames.clear();
        podNames.addAll(present);
    }

    private static PodState state(Pod pod) {
        var status = pod.getStatus();
        boolean isReady = status != null
                && status.getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals(Condition.TRUE));
        List<ContainerStatus> containers = status == null ? List.of() : status.getContainerStatuses();
        var waiting = containers.stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getWaiting() != null)
                .map(state -> state.getWaiting())
                .findFirst();
        boolean isGoing = pod.getMetadata().getDeletionTimestamp() != null;
        return new PodState(
                pod.getMetadata().getName(),
                isGoing ? "Terminating" : status == null ? "Pending" : String.valueOf(status.getPhase()),
                isReady,
                containers.stream()
                        .mapToInt(one -> number(one.getRestartCount()))
                        .sum(),
                waiting.map(state -> state.getReason()).orElse(null),
                waiting.map(state -> state.getMessage()).orElse(null));
    }

    private void kubernetesEvents(NoKubeApp app, ClusterSnapshot cluster, List<StreamEvent> events) {
        List<Event> all = feed.events().stream()
                .filter(event -> Concerns.isAbout(event, app, cluster))
                .sorted(Comparator.comparing(Follower::time))
                .toList();
        for (Event event : all.subList(Math.max(0, all.size() - OLD_EVENTS), all.size())) {
            KubernetesEvent told = new KubernetesEvent(
                    String.valueOf(event.getType()),
                    String.valueOf(event.getReason()),
                    Objects.requireNonNullElse(event.getMessage(), ""),
                    event.getInvolvedObject().getKind() + "/"
                            + event.getInvolvedObject().getName(),
                    Math.max(1, number(event.getCount())),
                    time(event).isEmpty() ? null : time(event));
            add(events, "event/" + event.getMetadata().getUid(), "kubernetes_event", told, told.toString());
        }
    }

    private static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        return event.getEventTime() == null
                ? Objects.requireNonNullElse(event.getMetadata().getCreationTimestamp(), "")
                : event.getEventTime().getTime();
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
