/// What is the case, for the app's status.
///
/// Pure: the time is an argument. Start at [io.nokube.monitor.status.StatusReducer].
@NullMarked
package io.nokube.monitor.status;

import org.jspecify.annotations.NullMarked;
