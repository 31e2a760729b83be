/// A PostgreSQL of our own, from bundled binaries: kept for `./nokube up`, temporary for tests.
/// It may not be reachable from another machine, and may not know any schema or service.
/// Start with {@link io.nokube.sandbox.postgres.EmbeddedDatabase}.
@NullMarked
package io.nokube.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
