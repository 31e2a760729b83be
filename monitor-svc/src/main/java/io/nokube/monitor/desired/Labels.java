package io.nokube.monitor.desired;

import io.nokube.monitor.app.AppModel;
import io.nokube.names.DnsLabel;
import io.nokube.names.Naming;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The labels of everything an app owns: the recommended ones of Kubernetes and NoKube's own.
public final class Labels {
    /// The app's name, on everything it owns.
    public static final String APP = "nokube.io/app";

    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String NOKUBE = "nokube";
    private static final String NAME = "app.kubernetes.io/name";
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern TAG = Pattern.compile("[^/]:([A-Za-z0-9_][A-Za-z0-9._-]*)(?:@.*)?$");

    private Labels() {}

    public static Map<String, String> of(AppModel app) {
        Map<String, String> labels = new TreeMap<>(selector(app));
        labels.put("app.kubernetes.io/instance", Naming.fit(app.namespace() + "-" + app.name(), DnsLabel.MAX_LENGTH));
        labels.put("app.kubernetes.io/component", app.type().name().toLowerCase(Locale.ROOT));
        labels.put("app.kubernetes.io/part-of", Naming.fit(app.tenant().project(), DnsLabel.MAX_LENGTH));
        labels.put(MANAGED_BY, NOKUBE);
        return labels;
    }

    /// The labels of the workload and its pods, which also say the version that runs.
    static Map<String, String> ofWorkload(AppModel app) {
        Map<String, String> labels = of(app);
        version(app.image()).ifPresent(version -> labels.put("app.kubernetes.io/version", version));
        return labels;
    }

    /// What a Deployment and a Service find their pods by. It may never change: `spec.selector` is immutable.
    public static Map<String, String> selector(AppModel app) {
        return new TreeMap<>(Map.of(NAME, app.name(), APP, app.name()));
    }

    /// The image's tag, where it can be a label's value.
    private static Optional<String> version(String image) {
        var tag = TAG.matcher(image);
        return tag.find() && VALUE.matcher(tag.group(1)).matches() ? Optional.of(tag.group(1)) : Optional.empty();
    }
}
