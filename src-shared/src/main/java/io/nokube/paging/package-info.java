/// Lists in pages: newest first, followed by an opaque cursor.
///
/// Values only; the queries are the services'. Start at [io.nokube.paging.Page].
@NullMarked
package io.nokube.paging;

import org.jspecify.annotations.NullMarked;
