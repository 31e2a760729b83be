package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// HTTPS for an app's host.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.issuer) || (has(self.enabled) && self.enabled)",
        message = "issuer needs enabled: true")
public record Tls(
        @Default("false") @JsonPropertyDescription("Whether the app is served over HTTPS.") @Nullable
        Boolean enabled,

        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
                message = "must be the name of a cert-manager ClusterIssuer")
        @JsonPropertyDescription("The cert-manager ClusterIssuer that gives the certificate. Where it is not given: the"
                + " platform's; where it has none, the certificate of the ingress controller is used.")
        @Nullable
        String issuer) {}
