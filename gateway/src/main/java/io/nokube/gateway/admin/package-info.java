/// What administrators do with accounts.
///
/// Knows neither passwords nor tokens. Start at [io.nokube.gateway.admin.AccountResource].
@NullMarked
package io.nokube.gateway.admin;

import org.jspecify.annotations.NullMarked;
