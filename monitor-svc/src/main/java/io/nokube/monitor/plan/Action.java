package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.nokube.monitor.diff.FieldDiff;
import io.nokube.monitor.observed.ObjectKey;
import java.util.List;

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

    /// Takes fields out of an object before it is applied, where applying would leave an empty shell of them behind.
    ///
    /// @param object as it was observed
    /// @param pointers JSON pointers (RFC 6901) into it
    record Clear(HasMetadata object, List<String> pointers) implements Action {
        public Clear {
            pointers = List.copyOf(pointers);
        }

        @Override
        public String describe() {
            return "clear " + ObjectKey.of(object) + " " + String.join(" ", pointers);
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
