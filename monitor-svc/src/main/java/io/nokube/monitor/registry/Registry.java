package io.nokube.monitor.registry;

import org.jspecify.annotations.Nullable;

/// The registries that images come from.
public interface Registry {
    /// Looks for an image. Takes up to a second or two, and can be interrupted.
    ///
    /// @param credentials null where there are none for its registry
    Sighting look(RegistryImage image, @Nullable Credentials credentials);

    /// What to sign in with.
    record Credentials(String username, String password) {
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }
}
