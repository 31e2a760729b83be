package io.nokube.web.telemetry;

import org.jboss.logging.MDC;

/// What the lines logged from here on are about, until it is closed.
///
/// ```java
/// try (var about = LogContext.build(id)) { … }
/// ```
public final class LogContext implements AutoCloseable {
    public static final String TRACE_ID = "traceId";
    public static final String BUILD_ID = "build_id";
    public static final String APP = "app";

    private final String key;

    private LogContext(String key, Object value) {
        this.key = key;
        MDC.put(key, value);
    }

    public static LogContext build(Object id) {
        return new LogContext(BUILD_ID, id.toString());
    }

    public static LogContext app(String namespace, String name) {
        return new LogContext(APP, namespace + "/" + name);
    }

    @Override
    public void close() {
        MDC.remove(key);
    }
}
