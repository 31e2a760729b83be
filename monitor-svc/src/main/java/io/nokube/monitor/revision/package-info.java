/// The releases of an app: which there were and which number comes next.
///
/// Pure. Start at [io.nokube.monitor.revision.RevisionHistory].
@NullMarked
package io.nokube.monitor.revision;

import org.jspecify.annotations.NullMarked;
