/// What was seen of an app in the cluster, as one value.
///
/// Data only; the informers that fill it are in `cluster`. Start at [io.nokube.monitor.observed.ClusterSnapshot].
@NullMarked
package io.nokube.monitor.observed;

import org.jspecify.annotations.NullMarked;
