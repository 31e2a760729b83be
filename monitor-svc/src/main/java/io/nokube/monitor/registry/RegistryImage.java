package io.nokube.monitor.registry;

import io.nokube.names.ImageReference;
import java.util.Objects;

/// Where an image is asked for (OCI distribution specification 1.1, "Pulling manifests").
///
/// @param host of the registry, with the port where one is given
/// @param name `<name>` in `/v2/<name>/manifests/<reference>`
/// @param reference a digest or a tag
public record RegistryImage(String host, String name, String reference) {
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_API = "registry-1.docker.io";

    /// A name without a host is Docker Hub's, as for every container runtime; one without an owner too, its
    /// `library`'s.
    public static RegistryImage of(ImageReference image) {
        String repository = image.repository();
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        String host = isHost ? first : DOCKER_HUB;
        String name = isHost ? repository.substring(slash + 1) : repository;
        boolean isHub = host.equals(DOCKER_HUB) || host.equals("index.docker.io");
        String tag = Objects.requireNonNullElse(image.tag(), "latest");
        return new RegistryImage(
                isHub ? DOCKER_HUB_API : host,
                isHub && !name.contains("/") ? "library/" + name : name,
                Objects.requireNonNullElse(image.digest(), tag));
    }

    /// Whether a pull secret's entry is about this registry, whose keys are hosts or URLs.
    boolean isCalled(String key) {
        String called = key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return called.equals(host)
                || host.equals(DOCKER_HUB_API) && (called.equals(DOCKER_HUB) || called.equals("index.docker.io"));
    }
}
