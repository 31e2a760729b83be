/// What the service may do in the cluster, rule by rule, beside what it does.
@NullMarked
package io.nokube.monitor.rights;

import org.jspecify.annotations.NullMarked;
