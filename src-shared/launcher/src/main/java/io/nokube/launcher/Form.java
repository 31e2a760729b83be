package io.nokube.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// In which form the services run.
public enum Form {
    /// The JVM, with nothing prepared.
    JVM,
    /// The JVM with the cache that [#TRAINING] left: classes loaded and linked, and the profiles of hot methods.
    AOT,
    /// The JVM, writing that cache as it ends (JEP 514).
    TRAINING,
    NATIVE;

    /// Those that somebody would run; training is a step of a build.
    static final List<Form> TO_RUN = List.of(JVM, AOT, NATIVE);

    static Form parse(String word) {
        for (Form form : values()) {
            if (form.word().equals(word)) {
                return form;
            }
        }
        throw new LaunchException("The form is jvm, aot or native, not " + word);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The command that makes it.
    String builtBy() {
        return switch (this) {
            case JVM, TRAINING -> "./nokube up";
            case AOT -> "./nokube aot";
            case NATIVE -> ".ci/native <service>";
        };
    }

    /// How long a service may take to be ready: one that trains records all that it does.
    Duration patienceToStart() {
        return this == TRAINING ? Duration.ofMinutes(5) : Duration.ofMinutes(2);
    }

    /// How long a service may take to end: with training, a second JVM then makes the cache.
    Duration patienceToStop() {
        return this == TRAINING ? Duration.ofMinutes(5) : Duration.ofSeconds(15);
    }
}
