package io.nokube.crd;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/// One app: an image that runs in the namespace of the resource, reachable as its spec says.
@Group(NoKubeApp.GROUP)
@Version(NoKubeApp.VERSION)
@Kind(NoKubeApp.KIND)
@Singular("nokubeapp")
@Plural("nokubeapps")
@ShortNames("nka")
@ValidationRule(
        value = "self.metadata.name.size() <= 63 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        message = "metadata.name must have at most 63 lower-case letters, digits and hyphens, start with a letter and"
                + " not end with a hyphen: the Service gets the same name")
public final class NoKubeApp extends CustomResource<NoKubeAppSpec, NoKubeAppStatus> implements Namespaced {
    public static final String GROUP = "nokube.io";
    public static final String VERSION = "v1";
    public static final String KIND = "NoKubeApp";

    private static final long serialVersionUID = 1L;

    /// There is no spec without an image; it comes from whoever reads or makes the app.
    @Override
    @SuppressWarnings("NullAway") // CustomResource is not annotated; null is how it says "not there".
    protected NoKubeAppSpec initSpec() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    protected NoKubeAppStatus initStatus() {
        return null;
    }
}
