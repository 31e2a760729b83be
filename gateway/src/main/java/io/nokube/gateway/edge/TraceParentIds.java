package io.nokube.gateway.edge;

import io.opentelemetry.api.trace.SpanContext;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// New values of `traceparent` (W3C Trace Context, section 3.2), for requests that come without one.
@Singleton
class TraceParentIds {
    String next() {
        var random = ThreadLocalRandom.current();
        // The lowest bit is set because an id of zeros only is invalid. Not sampled: whoever samples says so himself.
        return "00-" + hex(random.nextLong()) + hex(random.nextLong() | 1) + "-" + hex(random.nextLong() | 1) + "-00";
    }

    static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }
}
