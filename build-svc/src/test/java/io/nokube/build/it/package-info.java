/// Tests of the whole service, with a real database and a GitHub that speaks HTTP.
///
/// Only what goes over the wire is looked at. Start at [io.nokube.build.it.BuildFlowIT].
@NullMarked
package io.nokube.build.it;

import org.jspecify.annotations.NullMarked;
