package io.nokube.monitor.it;

import java.util.concurrent.ThreadLocalRandom;

/// Names that no earlier run has left anything under.
final class Names {
    private Names() {}

    static String username() {
        return "u" + Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36 * 36), 36);
    }
}
