package io.nokube.monitor.deploy;

import io.nokube.crd.Exposure;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.crd.Storage;
import io.nokube.crd.Tls;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.revision.Release;
import io.nokube.names.Naming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an app becomes when it is deployed again: what the request says, and what a request cannot say as it was. Pure.
final class Merging {
    private Merging() {}

    /// Makes `present` what `request` asks for.
    ///
    /// @param wanted the app as the request alone would make it
    static void into(NoKubeApp present, NoKubeApp wanted, DeployRequest request) {
        Map<String, String> annotations = new LinkedHashMap<>(
                Optional.ofNullable(present.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.putAll(wanted.getMetadata().getAnnotations());
        annotations.remove(Lifecycle.BEFORE_STOP);
        if (Boolean.FALSE.equals(request.runAsRoot())) {
            annotations.remove(AppModelFactory.RUN_AS_ROOT);
        }
        if (request.secrets() != null && request.secrets().isEmpty()) {
            annotations.remove(Release.SECRETS_HASH);
        }
        present.getMetadata().setAnnotations(annotations);
        present.setSpec(spec(present, wanted.getSpec(), request));
    }

    private static NoKubeAppSpec spec(NoKubeApp app, NoKubeAppSpec wanted, DeployRequest request) {
        NoKubeAppSpec present = app.getSpec();
        return new NoKubeAppSpec(
                wanted.image(),
                wanted.type(),
                wanted.replicas(),
                wanted.containerPort(),
                wanted.servicePort(),
                exposure(present.exposure(), wanted.exposure()),
                wanted.resources(),
                wanted.env(),
                secretRefs(app.getMetadata().getName(), present.secretRefs(), request.secrets()),
                wanted.healthCheck(),
                storage(present.storage(), wanted.storage()),
                wanted.autoscaling(),
                present.rollback(),
                wanted.command(),
                wanted.args(),
                present.paused(),
                present.restartedAt());
    }

    /// What a request without `secrets` does not speak of stays: nobody can read them back to send them again.
    static @Nullable List<String> secretRefs(
            String app, @Nullable List<String> present, @Nullable Map<String, String> secrets) {
        if (secrets == null) {
            return present;
        }
        List<String> refs = new ArrayList<>(present == null ? List.of() : present);
        String own = Naming.secrets(app);
        refs.remove(own);
        if (!secrets.isEmpty()) {
            refs.add(own);
        }
        return refs.isEmpty() ? null : refs;
    }

    private static @Nullable Exposure exposure(@Nullable Exposure present, @Nullable Exposure wanted) {
        if (wanted == null
                || wanted.tls() == null
                || !Boolean.TRUE.equals(wanted.tls().enabled())) {
            return wanted;
        }
        String issuer =
                present == null || present.tls() == null ? null : present.tls().issuer();
        return new Exposure(wanted.type(), wanted.host(), wanted.path(), new Tls(true, issuer));
    }

    private static @Nullable Storage storage(@Nullable Storage present, @Nullable Storage wanted) {
        return present == null || wanted == null
                ? wanted
                : new Storage(wanted.size(), wanted.mountPath(), present.className(), present.onDelete());
    }
}
