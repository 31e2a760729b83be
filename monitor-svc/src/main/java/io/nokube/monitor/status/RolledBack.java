package io.nokube.monitor.status;

import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.revision.Release;
import java.util.Map;
import java.util.Optional;

/// What is written on an app that went back to an earlier release by itself: shown for as long as that one runs.
public final class RolledBack {
    private static final String KEY = "nokube.io/rolled-back";
    private static final int MAX_WHY = 600;

    private RolledBack() {}

    /// The annotation for an app that is given the spec of `release`.
    public static Map.Entry<String, String> annotation(long from, String why, Release release) {
        String shortened = why.substring(0, Math.min(why.length(), MAX_WHY));
        return Map.entry(
                KEY, release.hash() + " Revision " + from + " did not come up and was taken back: " + shortened);
    }

    static Optional<String> read(NoKubeApp app, Release release) {
        Map<String, String> annotations = app.getMetadata().getAnnotations();
        String text = annotations == null ? null : annotations.get(KEY);
        return text != null && text.startsWith(release.hash() + " ")
                ? Optional.of(text.substring(release.hash().length() + 1))
                : Optional.empty();
    }
}
