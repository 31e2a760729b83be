/// The namespace of a project.
///
/// Never enters a namespace that NoKube did not make for the same user. Start at
/// [io.nokube.monitor.tenancy.TenantProvisioner].
@NullMarked
package io.nokube.monitor.tenancy;

import org.jspecify.annotations.NullMarked;
