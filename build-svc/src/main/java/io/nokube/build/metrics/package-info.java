/// What Prometheus is told about builds and about GitHub; README.md of k8s/monitoring lists it.
/// It watches and changes nothing.
/// Start with BuildMetrics.
@NullMarked
package io.nokube.build.metrics;

import org.jspecify.annotations.NullMarked;
