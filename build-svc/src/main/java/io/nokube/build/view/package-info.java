/// What the API shows of a build.
///
/// Pure: from a [io.nokube.build.Build] to JSON records, nothing else. Start at [io.nokube.build.view.BuildView].
@NullMarked
package io.nokube.build.view;

import org.jspecify.annotations.NullMarked;
