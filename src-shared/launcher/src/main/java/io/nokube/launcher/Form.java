package io.nokube.launcher;

import java.util.Locale;

/// In which form the services run.
public enum Form {
    JVM,
    NATIVE;

    static Form parse(String word) {
        for (Form form : values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(word)) {
                return form;
            }
        }
        throw new LaunchException("The form is either jvm or native, not " + word);
    }
}
