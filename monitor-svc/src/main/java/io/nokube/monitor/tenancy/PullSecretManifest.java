package io.nokube.monitor.tenancy;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;

/// The Secret that a project's images are pulled with: a copy of the platform's.
public final class PullSecretManifest {
    /// What it is called in every project.
    public static final String NAME = "nokube-pull";

    private PullSecretManifest() {}

    static Secret of(String namespace, Secret platforms) {
        return new SecretBuilder()
                .withMetadata(NamespaceManifest.within(namespace, NAME))
                .withType(platforms.getType())
                .withData(platforms.getData())
                .build();
    }
}
