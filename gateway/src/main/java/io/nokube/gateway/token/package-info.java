/// Personal access tokens: what scripts and CI sign in with.
///
/// Only hashes of them are kept. Nothing here decides about sessions. Start at
/// [io.nokube.gateway.token.PersonalTokenResource].
@NullMarked
package io.nokube.gateway.token;

import org.jspecify.annotations.NullMarked;
