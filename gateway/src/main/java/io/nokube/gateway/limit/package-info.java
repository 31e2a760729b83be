/// How often a user, and an address, may ask for what, and how much may be under way at once.
///
/// Knows no accounts and no services; counts in memory, each replica for itself. Start at
/// [io.nokube.gateway.limit.Limits] and [io.nokube.gateway.limit.OpenRequests].
@NullMarked
package io.nokube.gateway.limit;

import org.jspecify.annotations.NullMarked;
