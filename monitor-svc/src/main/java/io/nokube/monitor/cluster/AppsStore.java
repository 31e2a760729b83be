package io.nokube.monitor.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.status.AppOutline;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All apps, packed, and of each what lists and metrics ask of all of them.
public class AppsStore extends PackedStore<NoKubeApp> {
    /// Apps that a list brings at a time.
    public static final long LIST_LIMIT = FollowedKinds.LIST_LIMIT;

    private final Map<String, AppOutline> outlines = new ConcurrentHashMap<>();

    /// For the operator SDK, which makes it.
    public AppsStore() {
        super(new ObjectMapper(), Managers.WITHOUT_FIELDS);
    }

    @Override
    public @Nullable NoKubeApp put(String key, NoKubeApp app) {
        outlines.put(key, AppOutline.of(app));
        return super.put(key, app);
    }

    @Override
    public @Nullable NoKubeApp remove(String key) {
        outlines.remove(key);
        return super.remove(key);
    }

    Stream<AppOutline> outlines() {
        return outlines.values().stream();
    }
}
