/// Deployments over REST: the request becomes a NoKubeApp, the answer is read from the cluster.
///
/// Keeps nothing of its own. Start at [io.nokube.monitor.deploy.DeployResource].
@NullMarked
package io.nokube.monitor.deploy;

import org.jspecify.annotations.NullMarked;
