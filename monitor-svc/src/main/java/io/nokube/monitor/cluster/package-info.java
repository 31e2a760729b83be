/// The way to the API server: what is read from informers' caches, and what is written.
///
/// The only package that holds a client. Start at [io.nokube.monitor.cluster.ClusterWriter] and
/// [io.nokube.monitor.cluster.Informers].
@NullMarked
package io.nokube.monitor.cluster;

import org.jspecify.annotations.NullMarked;
