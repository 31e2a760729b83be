/// A Kubernetes API server in memory, for those who have no cluster at hand: `./nokube up` and the tests.
///
/// It speaks to real clients (fabric8 with informers and server-side apply, kubectl) over plain HTTP on loopback. What
/// it keeps from a real one: versions, watches, ownership of fields, finalizers, garbage collection, schemas with
/// defaults and CEL of custom resources, rolling updates, pods that become ready. What it does not have: admission,
/// RBAC, quotas, networking, and containers; built-in kinds are not validated. Images fail by name as the documentation
/// of [io.nokube.sandbox.cluster.PodLife] says. Start at [io.nokube.sandbox.cluster.SandboxKubernetes].
@NullMarked
package io.nokube.sandbox.cluster;

import org.jspecify.annotations.NullMarked;
