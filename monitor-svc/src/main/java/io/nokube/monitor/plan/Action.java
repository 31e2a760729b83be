package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.nokube.monitor.diff.FieldDiff;
import io.nokube.monitor.observed.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One thing to be done about an app.
public sealed interface Action {
    /// The line that stands for it in a plan.
    String describe();

    /// Makes the object, or makes it as wanted again.
    ///
    /// @param changes what differs; empty where there is no such object yet
    record Apply(HasMetadata object, List<FieldDiff> changes) implements Action {
        public Apply {
            changes = List.copyOf(changes);
        }

        @Override
        public String describe() {
            String line = "apply " + ObjectKey.of(object);
            return changes.isEmpty()
                    ? line
                    : line + changes.stream().map(change -> "\n  " + change).reduce("", String::concat);
        }
    }

    /// Takes fields out of an object before it is applied, or puts others in their place, where applying would leave
    /// an empty shell of them behind.
    ///
    /// @param object as it was observed
    /// @param fields what is to be under JSON pointers (RFC 6901) into it; empty for nothing
    record Clear(HasMetadata object, Map<String, Map<String, Object>> fields) implements Action {
        public Clear {
            fields = new TreeMap<>(fields);
        }

        @Override
        public String describe() {
            return "clear " + ObjectKey.of(object) + " " + String.join(" ", fields.keySet());
        }
    }

    /// Makes the number of pods nobody's but the autoscaler's, and keeps it meanwhile: a number that nobody owns would
    /// fall back to one.
    record HandOver(Deployment workload, int replicas) implements Action {
        @Override
        public String describe() {
            return "hand over " + replicas + " replicas of " + ObjectKey.of(workload);
        }
    }

    /// Goes back to an earlier release by changing the app itself.
    ///
    /// @param why what kept the present release from coming up
    record RevertSpec(long from, ControllerRevision to, String why) implements Action {
        @Override
        public String describe() {
            return "go back from revision " + from + " to " + to.getRevision();
        }
    }

    /// Removes what the app no longer asks for.
    record Delete(HasMetadata object) implements Action {
        @Override
        public String describe() {
            return "delete " + ObjectKey.of(object);
        }
    }

    /// Keeps a release in the history.
    record RecordRevision(ControllerRevision revision) implements Action {
        @Override
        public String describe() {
            return "record revision " + revision.getRevision();
        }
    }

    /// Leaves an object of that name alone, since it is not the app's.
    record Refuse(ObjectKey key, String message) implements Action {
        @Override
        public String describe() {
            return "refuse " + key + ": " + message;
        }
    }
}
