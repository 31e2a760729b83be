/// Builds and their events in PostgreSQL.
///
/// The only place that knows the tables of a build; it decides nothing. Start at
/// [io.nokube.build.store.BuildRepository].
@NullMarked
package io.nokube.build.store;

import org.jspecify.annotations.NullMarked;
