/// The monitor service: deployments over REST, and the operator that keeps every NoKubeApp in line with its spec.
///
/// It keeps no table: the NoKubeApps are its database. To follow one deploy, start at
/// [io.nokube.monitor.deploy.DeployResource].
@NullMarked
package io.nokube.monitor;

import org.jspecify.annotations.NullMarked;
