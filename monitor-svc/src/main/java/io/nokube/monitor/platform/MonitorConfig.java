package io.nokube.monitor.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/// What can be configured; each setting as an environment variable, `NOKUBE_` and its name.
@ConfigMapping(prefix = "nokube")
public interface MonitorConfig {
    /// `NOKUBE_APPS_DOMAIN`: the domain under which apps get a host.
    @WithName("apps.domain")
    @WithDefault("nokube.local")
    String appsDomain();

    /// `NOKUBE_INGRESS_CLASS`: the class of every Ingress; the cluster's default where it is not set.
    @WithName("ingress.class")
    Optional<String> ingressClass();

    /// `NOKUBE_CLUSTER_ISSUER`: the cert-manager ClusterIssuer for apps that do not name one.
    @WithName("cluster.issuer")
    Optional<String> clusterIssuer();

    /// `NOKUBE_ROUTING`: how apps get an address: `host`.
    @WithDefault("host")
    String routing();

    /// `NOKUBE_EXPOSURE`: by which kind of object apps are reached: `ingress`.
    @WithDefault("ingress")
    String exposure();

    /// `NOKUBE_LEADER_ELECTION_*`.
    LeaderElection leaderElection();

    /// Which of several replicas reconciles.
    interface LeaderElection {
        /// `NOKUBE_LEADER_ELECTION_ENABLED`: false where there is only ever one replica.
        @WithDefault("true")
        boolean enabled();

        /// `NOKUBE_LEADER_ELECTION_NAMESPACE`: where the lease is; the service's own namespace where it is not set.
        Optional<String> namespace();

        /// `NOKUBE_LEADER_ELECTION_IDENTITY`: who holds it; the pod's name where it is not set.
        @WithDefault("${HOSTNAME:}")
        Optional<String> identity();
    }
}
