package io.nokube.gateway.platform;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How the parts of NoKube are.
@RegisterForReflection
@Schema(name = "Platform")
public record PlatformView(
        @Schema(
                required = true,
                enumeration = {UP, DOWN},
                description = "`up` where every replica of every service is")
        String status,

        @Schema(required = true) List<Replica> services) {
    static final String UP = "up";
    static final String DOWN = "down";
    static final String SILENT = "silent";

    static PlatformView of(List<Replica> services) {
        boolean up = services.stream().allMatch(service -> service.status().equals(UP));
        return new PlatformView(up ? UP : DOWN, List.copyOf(services));
    }

    /// One process of a service, or one address that several share.
    @RegisterForReflection
    @Schema(name = "PlatformService")
    public record Replica(
            @Schema(
                    required = true,
                    enumeration = {"gateway", "build-svc", "monitor-svc"})
            String service,

            @Schema(required = true, description = "From 1, in the order in which the addresses are configured")
            int number,

            @Schema(
                    required = true,
                    enumeration = {UP, DOWN, SILENT},
                    description = "`silent` where it did not answer within two seconds")
            String status,

            @Schema(required = true) List<Check> checks) {}

    /// One thing that a service needs.
    @RegisterForReflection
    @Schema(name = "PlatformCheck")
    public record Check(
            @Schema(required = true, examples = "GitHub") String name,

            @Schema(
                    required = true,
                    enumeration = {UP, DOWN})
            String status,

            @Schema(required = true, description = "What the check has to say, by name")
            Map<String, String> data) {}
}
