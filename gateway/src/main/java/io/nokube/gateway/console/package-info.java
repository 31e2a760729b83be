/// The console's files, as the browser wants them: typed, compressed, cached, and with a strict content policy.
///
/// Knows neither users nor services; what the console shows it asks of `/api/v1`. Start at
/// [io.nokube.gateway.console.ConsoleRoutes].
@NullMarked
package io.nokube.gateway.console;

import org.jspecify.annotations.NullMarked;
