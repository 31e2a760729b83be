/// The accounts, in PostgreSQL.
///
/// Sees password hashes only, never passwords. Start at [io.nokube.gateway.user.Users].
@NullMarked
package io.nokube.gateway.user;

import org.jspecify.annotations.NullMarked;
