/// What happened to accounts and tokens: who, what, from where.
///
/// Keeps no password, no token, and no text that could be one. Start at [io.nokube.gateway.audit.AuditLog].
@NullMarked
package io.nokube.gateway.audit;

import org.jspecify.annotations.NullMarked;
