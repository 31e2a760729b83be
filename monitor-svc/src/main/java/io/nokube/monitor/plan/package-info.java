/// What has to be done so that the cluster is as an app asks.
///
/// Pure: a plan is data, and somebody else carries it out. Start at [io.nokube.monitor.plan.Planner].
@NullMarked
package io.nokube.monitor.plan;

import org.jspecify.annotations.NullMarked;
