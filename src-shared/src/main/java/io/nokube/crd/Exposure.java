package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// From where an app can be reached, and under which address.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Exposure(
        @JsonPropertyDescription("external (from outside, through an Ingress), internal (from inside the cluster) or"
                + " none. Where it is not given: external for web, internal for api, none for worker.")
        @Nullable
        ExposureType type,

        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?([.][a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$')",
                message = "must be a host name such as shop.example.com, in lower case, without scheme, port or path")
        @JsonPropertyDescription("The host name of the app. Where it is not given:"
                + " <name>-<project>-<user>.<the platform's domain>.")
        @Nullable
        String host,

        @Default(Defaults.PATH)
        @Size(min = 1, max = 256)
        @ValidationRule(
                value = "self.matches('^/[A-Za-z0-9._~/-]*$') && !self.contains('//')",
                message = "must begin with / and hold only letters, digits and . _ ~ - between single slashes")
        @JsonPropertyDescription("Only requests whose path begins with this reach the app.")
        @Nullable
        String path,

        @JsonPropertyDescription("HTTPS for the host.") @Nullable
        Tls tls) {}
