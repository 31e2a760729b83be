package io.nokube.gateway.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Has the gateway serve TLS, and with it HTTP/2, where `NOKUBE_TLS_CERTIFICATE` and `NOKUBE_TLS_KEY` name files.
/// The port without TLS stays open: the services behind the gateway read its keys there.
public class TlsSource implements ConfigSourceFactory {
    static final String CERTIFICATE = "nokube.tls.certificate";
    static final String KEY = "nokube.tls.key";

    /// Above application.properties (250), below environment variables (300), so that a single setting can be
    /// overridden.
    private static final int ORDINAL = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Optional<String> certificate = value(context, CERTIFICATE);
        Optional<String> key = value(context, KEY);
        // What is wrong is said by ConfigCheck, which is not reached where Quarkus stumbles over it first.
        if (certificate.isEmpty()
                || key.isEmpty()
                || !TlsFiles.problems(certificate, key).isEmpty()) {
            return List.of();
        }
        var properties = properties(certificate.get(), key.get());
        return List.of(new PropertiesConfigSource(properties, "NOKUBE_TLS_CERTIFICATE", ORDINAL));
    }

    /// Files that are replaced, as cert-manager does in a mounted Secret, are read again within the period.
    static Map<String, String> properties(String certificate, String key) {
        return Map.of(
                "quarkus.tls.nokube.key-store.pem.0.cert", certificate,
                "quarkus.tls.nokube.key-store.pem.0.key", key,
                "quarkus.tls.nokube.reload-period", "1h",
                "quarkus.http.tls-configuration-name", "nokube",
                "quarkus.http.insecure-requests", "enabled",
                "quarkus.http.http2", "true");
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return Optional.ofNullable(value).map(ConfigValue::getValue).filter(text -> !text.isBlank());
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
