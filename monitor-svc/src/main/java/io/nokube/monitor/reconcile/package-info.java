/// Keeps every app in line with its spec.
///
/// Decides nothing itself: it observes, asks the pure packages and carries out their plan. Start at
/// [io.nokube.monitor.reconcile.NoKubeAppReconciler].
@NullMarked
package io.nokube.monitor.reconcile;

import org.jspecify.annotations.NullMarked;
