/// Who calls: passwords, tokens, the keys that sign them, and the session cookie.
///
/// Does not know the services behind the gateway; nothing secret is ever logged. Start at
/// [io.nokube.gateway.auth.AuthResource].
@NullMarked
package io.nokube.gateway.auth;

import org.jspecify.annotations.NullMarked;
