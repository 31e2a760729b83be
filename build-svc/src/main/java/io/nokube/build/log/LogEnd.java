package io.nokube.build.log;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The last event of a followed log.
///
/// @param status how the build ended
/// @param kept whether its log is kept: it is not where GitHub had none, or where it had to make room
@Schema(name = "LogEnd")
@RegisterForReflection
public record LogEnd(
        @Schema(enumeration = {"success", "failed", "cancelled"})
        String status,

        boolean kept) {}
