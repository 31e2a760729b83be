/// How much of its quota each project uses.
///
/// Start at [io.nokube.monitor.quota.QuotaResource].
@NullMarked
package io.nokube.monitor.quota;

import org.jspecify.annotations.NullMarked;
