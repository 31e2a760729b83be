/// A build and everything that can happen to it: the states, the events, what follows from them.
///
/// Pure: no I/O, no clock, no framework; `now` is always an argument. The shell around it is in the sub-packages.
/// Start at [io.nokube.build.BuildTransitions].
@NullMarked
package io.nokube.build;

import org.jspecify.annotations.NullMarked;
