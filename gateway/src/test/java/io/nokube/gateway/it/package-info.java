/// The gateway as a whole, on a real database and with test servers in the services' place.
///
/// Not null-marked: the test framework fills the fields. Start at [io.nokube.gateway.it.IdentityIT].
package io.nokube.gateway.it;
