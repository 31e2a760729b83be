/// Every decision about an app, taken once: names, ports, probes, sizes, host.
///
/// Pure: no client, no clock, no framework. Start at [io.nokube.monitor.app.AppModelFactory], the only reader of the
/// raw spec.
@NullMarked
package io.nokube.monitor.app;

import org.jspecify.annotations.NullMarked;
