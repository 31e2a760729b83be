package io.nokube.web.telemetry;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/// Switches traces on where there is somewhere to send them, and chooses how logs are written.
///
/// Traces cost every request something, so what nobody collects is not made.
public class TelemetrySource implements ConfigSourceFactory {
    /// Above application.properties (250), below environment variables (300), so that a single setting can be
    /// overridden.
    private static final int ORDINAL = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean production = context.getProfiles().contains("prod");
        var properties = Telemetry.properties(name -> value(context, name), production);
        return List.of(new PropertiesConfigSource(properties, "NoKube telemetry", ORDINAL));
    }

    private static @Nullable String value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null ? null : value.getValue();
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
