package io.nokube.monitor.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.monitor.platform.MonitorConfig;
import io.nokube.monitor.registry.RegistryClient.Answer;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Registries over the OCI distribution API.
///
/// Redirects are followed by hand and without credentials, since blobs are often kept elsewhere.
@Singleton
public class HttpRegistry implements Registry {
    private static final int REDIRECTS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryClient http;
    private final boolean isOn;
    private final Reach reach;

    @Inject
    public HttpRegistry(MonitorConfig config, Vertx vertx) {
        this(
                config.imageCheck(),
                new Reach(config.registries().orElse(Set.of()), InetAddress::getAllByName),
                new RegistryClient(vertx));
    }

    HttpRegistry(Reach reach, RegistryClient http) {
        this(true, reach, http);
    }

    private HttpRegistry(boolean isOn, Reach reach, RegistryClient http) {
        this.isOn = isOn;
        this.reach = reach;
        this.http = http;
    }

    @Override
    public Sighting look(RegistryImage image, @Nullable Credentials credentials) {
        if (!isOn) {
            return new Sighting.Unknown("NOKUBE_IMAGE_CHECK is false");
        }
        try {
            URI manifest = at(image, "manifests/" + image.reference());
            Answer first = get(manifest, null);
            String authorization = null;
            if (first.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
                Optional<String> granted = authorization(first.challenge(), image, credentials);
                if (granted.isEmpty()) {
                    return new Sighting.Denied();
                }
                authorization = granted.get();
            }
            Answer answer = authorization == null ? first : get(manifest, authorization);
            return switch (answer.status()) {
                case HttpURLConnection.HTTP_OK ->
                    new Sighting.Present(architectures(image, JSON.readTree(answer.content()), authorization));
                case HttpURLConnection.HTTP_NOT_FOUND -> new Sighting.Missing();
                case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN -> new Sighting.Denied();
                default -> new Sighting.Unknown("The registry answered " + answer.status());
            };
        } catch (IOException e) {
            return new Sighting.Unknown(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sighting.Unknown("There was no time");
        }
    }

    /// Empty where the registry gives no right to see the image.
    private Optional<String> authorization(String challenge, RegistryImage image, @Nullable Credentials credentials)
            throws IOException, InterruptedException {
        Optional<String> basic = Optional.ofNullable(credentials).map(HttpRegistry::basic);
        Optional<Challenge> wanted = Challenge.parse(challenge, image);
        if (wanted.isEmpty()) {
            return challenge.regionMatches(true, 0, "basic", 0, 5) ? basic : Optional.empty();
        }
        Answer answer = get(wanted.get().token(), basic.orElse(null));
        JsonNode token = answer.status() == HttpURLConnection.HTTP_OK
                ? JSON.readTree(answer.content())
                : JSON.createObjectNode();
        String value = token.path("token").asText(token.path("access_token").asText(""));
        return value.isEmpty() ? Optional.empty() : Optional.of("Bearer " + value);
    }

    private Set<String> architectures(RegistryImage image, JsonNode manifest, @Nullable String authorization)
            throws IOException, InterruptedException {
        Set<String> architectures = new TreeSet<>();
        for (JsonNode entry : manifest.path("manifests")) {
            String architecture = entry.path("platform").path("architecture").asText("");
            if (entry.path("platform").path("os").asText("").equals("linux") && !architecture.isEmpty()) {
                architectures.add(architecture);
            }
        }
        String config = manifest.path("config").path("digest").asText("");
        if (config.matches("sha\\d+:[0-9a-f]{32,128}")) {
            Answer answer = get(at(image, "blobs/" + config), authorization);
            String architecture = answer.status() == HttpURLConnection.HTTP_OK
                    ? JSON.readTree(answer.content()).path("architecture").asText("")
                    : "";
            if (!architecture.isEmpty()) {
                architectures.add(architecture);
            }
        }
        return architectures;
    }

    private URI at(RegistryImage image, String what) {
        return reach.base(image.host()).resolve("/v2/" + image.name() + "/" + what);
    }

    private Answer get(URI uri, @Nullable String authorization) throws IOException, InterruptedException {
        URI at = uri;
        String rights = authorization;
        for (int i = 0; i <= REDIRECTS; i++) {
            Answer answer = ask(at, rights);
            String location = answer.location();
            if (location == null) {
                return answer;
            }
            rights = null;
            at = resolved(at, location);
        }
        throw new IOException("The registry sends callers around in circles");
    }

    private static URI resolved(URI at, String location) throws IOException {
        try {
            return at.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("The registry sends callers to no address", e);
        }
    }

    private Answer ask(URI uri, @Nullable String authorization) throws IOException, InterruptedException {
        InetAddress address = reach.address(uri).orElseThrow(() -> new IOException("It is not on a public address"));
        return http.get(uri, address, authorization);
    }

    private static String basic(Credentials credentials) {
        String pair = credentials.username() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
