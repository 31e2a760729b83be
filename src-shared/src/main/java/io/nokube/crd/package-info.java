/// The NoKubeApp resource (`nokube.io/v1`): public API, from which `k8s/crd/nokubeapps.nokube.io.yaml` is generated.
///
/// Data, defaults and validation rules only; decisions are taken in monitor-svc. Start at
/// [io.nokube.crd.NoKubeAppSpec].
@NullMarked
package io.nokube.crd;

import org.jspecify.annotations.NullMarked;
