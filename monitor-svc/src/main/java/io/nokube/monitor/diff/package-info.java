/// Where an object in the cluster differs from the one that is wanted, field by field.
///
/// Pure; one function for "anything to do?", for drift and for previews. Start at [io.nokube.monitor.diff.Differ].
@NullMarked
package io.nokube.monitor.diff;

import org.jspecify.annotations.NullMarked;
