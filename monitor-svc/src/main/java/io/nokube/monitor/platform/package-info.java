/// What the operator of the platform configures, and whether the API server can be reached.
///
/// Read once at start. Start at [io.nokube.monitor.platform.MonitorConfig].
@NullMarked
package io.nokube.monitor.platform;

import org.jspecify.annotations.NullMarked;
