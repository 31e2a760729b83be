package io.nokube.monitor.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Secret;
import io.nokube.monitor.registry.Registry.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What is in a Secret of the type `kubernetes.io/dockerconfigjson`:
/// `{"auths": {"ghcr.io": {"auth": "<base64 of user:password>"}}}`.
public final class PullSecret {
    private static final String KEY = ".dockerconfigjson";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PullSecret() {}

    /// What signs in to the image's registry; empty where the Secret says nothing about it.
    public static Optional<Credentials> read(Secret secret, RegistryImage image) {
        String data = Optional.ofNullable(secret.getData()).orElse(Map.of()).get(KEY);
        if (data == null) {
            return Optional.empty();
        }
        try {
            JsonNode entries = JSON.readTree(decoded(data)).path("auths");
            return entries.properties().stream()
                    .filter(entry -> image.isCalled(entry.getKey()))
                    .flatMap(entry -> credentials(entry.getValue()).stream())
                    .findFirst();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Credentials> credentials(JsonNode entry) {
        if (entry.hasNonNull("username") && entry.hasNonNull("password")) {
            return Optional.of(new Credentials(
                    entry.get("username").asText(), entry.get("password").asText()));
        }
        String pair = decoded(entry.path("auth").asText(""));
        int colon = pair.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
