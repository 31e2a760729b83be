/// Signing in with an account that somebody has elsewhere: at GitHub, or at any OpenID Connect provider.
///
/// Accounts are told apart by the provider and its own id of a person, never by an email address. Start at
/// [io.nokube.gateway.external.ExternalSignIn].
@NullMarked
package io.nokube.gateway.external;

import org.jspecify.annotations.NullMarked;
