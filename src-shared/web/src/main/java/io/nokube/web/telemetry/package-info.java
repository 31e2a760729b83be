/// What a service tells about its own work: traces over OTLP, and logs that name the trace they belong to.
/// It decides nothing about requests. Nothing is sent anywhere unless an operator has said where to.
/// Start with TelemetrySource.
@NullMarked
package io.nokube.web.telemetry;

import org.jspecify.annotations.NullMarked;
