/// Who calls, as every service sees it after the gateway's token was verified.
///
/// Values only. Start at [io.nokube.identity.Caller].
@NullMarked
package io.nokube.identity;

import org.jspecify.annotations.NullMarked;
