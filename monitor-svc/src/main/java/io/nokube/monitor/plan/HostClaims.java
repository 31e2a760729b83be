package io.nokube.monitor.plan;

import io.nokube.crd.ExposureType;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModel.Route;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.app.RouteFactory;
import io.nokube.monitor.observed.Tenant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Who may have a host and path: there is only one in the whole cluster.
///
/// An app whose own host it is comes first, so that nobody can take it by asking for it by name; then who has it
/// already, so that an older app cannot take it away by asking later; then the older one. Creation times are whole
/// seconds, so that the uid has the last word.
public final class HostClaims {
    private HostClaims() {}

    /// What an app claims.
    ///
    /// @param address host and path
    /// @param isOwn whether it is what the app gets when it does not ask for a host
    /// @param isHeld whether the app is reached there, as its status says
    public record Claim(String app, String address, boolean isOwn, boolean isHeld, String since, String uid) {
        static final Comparator<Claim> ORDER = Comparator.comparing((Claim claim) -> !claim.isOwn())
                .thenComparing(claim -> !claim.isHeld())
                .thenComparing(Claim::since)
                .thenComparing(Claim::uid);
    }

    /// What `app` claims; empty where it is not reached from outside.
    public static Optional<Claim> of(NoKubeApp app, Tenant tenant, PlatformPolicy policy) {
        if (app.getSpec() == null || app.isMarkedForDeletion()) {
            return Optional.empty();
        }
        AppModel model = AppModelFactory.from(app, ClusterFacts.of(tenant), policy);
        Route route = model.route();
        if (model.exposure() != ExposureType.EXTERNAL || route == null) {
            return Optional.empty();
        }
        boolean isOwn = route.host().equals(RouteFactory.host(model.name(), tenant, policy));
        String since =
                Optional.ofNullable(app.getMetadata().getCreationTimestamp()).orElse("");
        String name = model.namespace() + "/" + model.name();
        return Optional.of(new Claim(name, route.host() + route.path(), isOwn, isHeld(app, route), since, model.uid()));
    }

    /// By host and path alone: turning HTTPS on does not give the address up.
    private static boolean isHeld(NoKubeApp app, Route route) {
        String url = app.getStatus() == null ? null : app.getStatus().url();
        return url != null && withoutScheme(url).equals(withoutScheme(route.url()));
    }

    private static String withoutScheme(String url) {
        return url.substring(url.indexOf("://") + 3);
    }

    /// Which of `others` has what `claim` is about.
    public static Optional<String> winner(Claim claim, List<Claim> others) {
        return others.stream()
                .filter(other -> !other.uid().equals(claim.uid()))
                .filter(other -> other.address().equals(claim.address()))
                .filter(other -> Claim.ORDER.compare(other, claim) < 0)
                .min(Claim.ORDER)
                .map(Claim::app);
    }
}
