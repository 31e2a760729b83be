package io.nokube.monitor.reconcile;

import io.nokube.monitor.app.AppModel;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/// The apps that were found in order lately. While an app rolls out, a pass follows each step of it: most of them find
/// that what it wants and nearly all that there is are as they were a moment ago.
@Singleton
class KnownApps {
    /// More than roll out at once; each holds some ten objects.
    private static final int MOST = 128;

    private final Map<String, KnownApp> byUid = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KnownApp> eldest) {
            return size() > MOST;
        }
    };

    /// What is known of `app` as it is now; nothing where it was another one.
    KnownApp find(AppModel app) {
        synchronized (byUid) {
            KnownApp known = byUid.get(app.uid());
            if (known != null && known.isOf(app)) {
                return known;
            }
        }
        return new KnownApp(app);
    }

    /// Keeps `known`, where the pass found nothing to do: what it wants is then nobody else's, and stays as it is.
    void note(AppModel app, KnownApp known, boolean isInOrder) {
        synchronized (byUid) {
            if (isInOrder) {
                byUid.put(app.uid(), known);
            } else {
                byUid.remove(app.uid());
            }
        }
    }
}
