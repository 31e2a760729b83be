/// How often a user, and an address, may ask for what.
///
/// Knows no accounts and no services; counts in memory, each replica for itself. Start at
/// [io.nokube.gateway.limit.Limits].
@NullMarked
package io.nokube.gateway.limit;

import org.jspecify.annotations.NullMarked;
