package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/// A volume that keeps what an app writes.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!isQuantity(string(self.size)) || !isQuantity(string(oldSelf.size)) ||"
                + " quantity(string(self.size)).compareTo(quantity(string(oldSelf.size))) >= 0",
        message = "storage.size cannot be made smaller; a volume only grows")
@ValidationRule(
        value = "has(self.className) == has(oldSelf.className) && (!has(self.className) || self.className =="
                + " oldSelf.className)",
        message = "storage.className cannot be changed; take the storage out, or make another app")
public record Storage(
        @Required
        @ValidationRule(
                value = "isQuantity(string(self)) && quantity(string(self)).isGreaterThan(quantity('0'))",
                message = "must be a size above 0, such as 1Gi")
        @JsonPropertyDescription("How much fits on the volume, such as 1Gi. It can be raised where the storage class"
                + " allows it, and never lowered.")
        @Nullable
        Quantity size,

        @Default(Defaults.MOUNT_PATH)
        @Size(min = 2, max = 512)
        @ValidationRule(
                value = "self.matches('^/[^:]*[^/:]$') && !self.contains('..')",
                message = "must be an absolute path such as /data, without .. and without : and / at its end")
        @JsonPropertyDescription("Where the volume is found inside the container.")
        @Nullable
        String mountPath,

        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
                message = "must be the name of a StorageClass")
        @JsonPropertyDescription("The StorageClass of the volume. Where it is not given: the platform's, else the"
                + " cluster's default.")
        @Nullable
        String className,

        @Default("Retain")
        @JsonPropertyDescription("What becomes of the volume when the app is deleted: Retain (it stays) or Delete.")
        @Nullable
        StorageCleanup onDelete) {}
