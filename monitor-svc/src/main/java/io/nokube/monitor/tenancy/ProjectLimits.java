package io.nokube.monitor.tenancy;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every project is given.
///
/// @param cpu the sum of what its pods may ask for
/// @param memory the sum of what its pods may ask for
/// @param storage the sum of what its volumes may hold
/// @param pullSecret `<namespace>/<name>` of the Secret that images are pulled with; null where there is none
/// @param serviceAccount `<namespace>/<name>` of the account that this service acts as, which needs a right to the
/// project's Secrets; null where its rights are somebody else's concern
/// @param ingressNamespaces where requests from outside come from
public record ProjectLimits(
        Quantity cpu,
        Quantity memory,
        Quantity storage,
        int pods,
        @Nullable String pullSecret,
        @Nullable String serviceAccount,
        List<String> ingressNamespaces) {}
