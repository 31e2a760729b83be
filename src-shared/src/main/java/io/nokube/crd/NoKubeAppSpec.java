package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an app should be. `image` alone is enough.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.type != 'worker' || !has(self.exposure.type) || self.exposure.type != 'external'",
        message = "a worker serves nobody outside: set exposure.type to none or internal, or type to web")
@ValidationRule(
        value = "!has(self.exposure.host) || (has(self.exposure.type) ? self.exposure.type == 'external' : self.type"
                + " == 'web')",
        message = "exposure.host needs exposure.type external")
@ValidationRule(
        value = "!self.exposure.tls.enabled || (has(self.exposure.type) ? self.exposure.type == 'external' : self.type"
                + " == 'web')",
        message = "exposure.tls.enabled needs exposure.type external")
public record NoKubeAppSpec(
        @Required
        @Size(min = 1, max = 512)
        @ValidationRule(
                value =
                        "self.matches('^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?([.][a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*(:[0-9]{1,5})?/)?[a-z0-9]+(([.]|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+(([.]|_|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}))?$')",
                message = "must be an image reference such as ghcr.io/owner/name:tag or"
                        + " ghcr.io/owner/name@sha256:<64 hex digits>")
        @PrinterColumn(name = "Image")
        @JsonPropertyDescription("The container image to run, by tag or by digest. A digest is run as it is; a tag is"
                + " looked up each time a pod starts.")
        @Nullable
        String image,

        @Default("web")
        @JsonPropertyDescription("What kind of program it is: web (serves people, exposed outside by default), api"
                + " (serves other apps, inside the cluster by default) or worker (serves nobody).")
        @Nullable
        AppType type,

        @SpecReplicas
        @Default("" + Defaults.REPLICAS)
        @Min(0)
        @Max(100)
        @JsonPropertyDescription("How many pods run. 0 stops the app and keeps its address.")
        @Nullable
        Integer replicas,

        @Default("" + Defaults.CONTAINER_PORT)
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("The port the program listens on inside its container.")
        @Nullable
        Integer containerPort,

        @Default("" + Defaults.SERVICE_PORT)
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
                "The port under which other apps of the cluster reach it, at" + " <name>.<namespace>.svc:<port>.")
        @Nullable
        Integer servicePort,

        @JsonPropertyDescription("From where the app can be reached, and under which address.") @Nullable
        Exposure exposure,

        @JsonPropertyDescription("The CPU and memory a pod is given.") @Nullable
        Resources resources,

        @Size(max = 200)
        @ValidationRule(
                value = "self.all(name, name.matches('^[-._a-zA-Z][-._a-zA-Z0-9]*$'))",
                message = "a variable's name may hold letters, digits and - . _ and may not begin with a digit")
        @JsonPropertyDescription("Environment variables. They win over those that secretRefs brings.")
        @Nullable
        Map<String, String> env,

        @Size(max = 20)
        @JsonPropertyDescription("Secrets of the same namespace whose keys become environment variables.")
        @Nullable
        List<String> secretRefs,

        @JsonPropertyDescription("How it is known whether a pod is ready for requests and whether it still works.")
        @Nullable
        HealthCheck healthCheck,

        @JsonPropertyDescription("A volume that keeps what the app writes. Where only one node at a time can mount it,"
                + " one pod runs, and it stops before the next one starts.")
        @Nullable
        Storage storage,

        @JsonPropertyDescription("How many pods run, by what they have to do. Where it is given, replicas only tells"
                + " whether the app runs (above 0) or is stopped (0).")
        @Nullable
        Autoscaling autoscaling,

        @JsonPropertyDescription("What happens when a release does not come up.") @Nullable
        Rollback rollback,

        @Size(max = 100) @JsonPropertyDescription("Replaces the image's entry point.") @Nullable
        List<String> command,

        @Size(max = 100) @JsonPropertyDescription("Replaces the image's arguments.") @Nullable
        List<String> args,

        @Default("false")
        @JsonPropertyDescription("Leaves everything the app owns as it is until this is false again, so that somebody"
                + " can change it by hand.")
        @Nullable
        Boolean paused,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Changing it restarts the pods, one after the other, and pulls the image of a tag anew;"
                        + " by custom the time of the change.")
        @Nullable
        String restartedAt) {}
