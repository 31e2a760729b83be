/// How the parts of NoKube are, for administrators.
///
/// Only asks and tells: nothing here changes where requests go. Start at
/// [io.nokube.gateway.platform.PlatformResource].
@NullMarked
package io.nokube.gateway.platform;

import org.jspecify.annotations.NullMarked;
