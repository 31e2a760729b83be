/// The Kubernetes objects an app asks for.
///
/// Pure: made from an [io.nokube.monitor.app.AppModel] and nothing else. Start at
/// [io.nokube.monitor.desired.DesiredResources].
@NullMarked
package io.nokube.monitor.desired;

import org.jspecify.annotations.NullMarked;
