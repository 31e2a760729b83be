package io.nokube.web;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Gives the datasources their settings from the one variable `NOKUBE_DB_URL`.
///
/// It only translates and never connects: Quarkus also asks configuration sources while it builds.
public class DatabaseUrlSource implements ConfigSourceFactory {
    /// Above application.properties (250), below environment variables (300), so that a single setting can be
    /// overridden.
    private static final int ORDINAL = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue url = context.getValue(DatabaseUrl.VARIABLE);
        if (url == null || url.getValue() == null || url.getValue().isBlank()) {
            return List.of();
        }
        var properties = DatabaseUrl.parse(url.getValue()).properties();
        return List.of(new PropertiesConfigSource(properties, DatabaseUrl.VARIABLE, ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
