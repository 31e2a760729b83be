package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.Secret;
import io.nokube.names.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Secrets as they may be shown: it can be seen that a value changes, and not what it is.
final class SecretHashes {
    private static final int SHOWN = 12;

    private static final int WHOLE = 16;

    private SecretHashes() {}

    /// Of all names and values in `secret` together: two deploys of an app with the same secrets are the same release.
    /// Of what two apps have the hashes differ, so that nobody sees that they have the same.
    static String whole(Secret secret) {
        String contents = new TreeMap<>(Optional.ofNullable(secret.getData()).orElse(Map.of())).toString();
        String where =
                secret.getMetadata().getNamespace() + "/" + secret.getMetadata().getName();
        return Sha256.hex(where + contents).substring(0, WHOLE);
    }

    /// The names of what is in `secret`, each with a hash of its value.
    static Map<String, Object> of(Secret secret) {
        Map<String, Object> hashes = new TreeMap<>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .forEach((name, value) ->
                        hashes.put(name, "sha256:" + Sha256.hex(value).substring(0, SHOWN)));
        return hashes;
    }
}
