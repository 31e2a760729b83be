package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.monitor.diff.FieldDiff;
import java.util.List;

/// How an object is compared with what it should be.
@FunctionalInterface
public interface Comparison {
    /// The fields in which `observed` has to change; empty where it is in order.
    List<FieldDiff> between(HasMetadata desired, HasMetadata observed);
}
