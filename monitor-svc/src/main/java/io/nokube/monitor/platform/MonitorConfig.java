package io.nokube.monitor.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /// `NOKUBE_ROUTING`: how apps get an address: `host` (a host each) or `path` (a path each under the apps' domain).
    @WithDefault("host")
    String routing();

    /// `NOKUBE_EXPOSURE`: by which kind of object apps are reached: `ingress` or `gateway-api`.
    @WithDefault("ingress")
    String exposure();

    /// `NOKUBE_GATEWAY`: the Gateway that HTTPRoutes attach to, as `<namespace>/<name>`.
    @WithDefault("nokube/nokube")
    String gateway();

    /// `NOKUBE_INGRESS_NAMESPACES`: the namespaces of the ingress controller's pods, which network policies let in;
    /// those
    /// where the usual ones are installed, where it is not set.
    @WithName("ingress.namespaces")
    Optional<List<String>> ingressNamespaces();

    /// `NOKUBE_STORAGE_CLASS`: the StorageClass of apps that do not name one; the cluster's default where it is not
    /// set.
    @WithName("storage.class")
    Optional<String> storageClass();

    /// `NOKUBE_SHARED_STORAGE_CLASSES`: the StorageClasses whose volumes several nodes can mount at once, so that more
    /// than one pod of an app can run.
    @WithName("shared.storage.classes")
    Optional<Set<String>> sharedStorageClasses();

    /// `NOKUBE_PULL_SECRET`: the image pull secret of every project, as `<namespace>/<name>` of the Secret it is copied
    /// from; none where it is not set.
    @WithName("pull.secret")
    Optional<String> pullSecret();

    /// `NOKUBE_IMAGE_CHECK`: whether an image's registry is asked for it before a deploy; false where this service has
    /// no
    /// way to the registries.
    @WithName("image.check")
    @WithDefault("true")
    boolean imageCheck();

    /// `NOKUBE_REGISTRIES`: registries that are on private addresses, as `<host>[:<port>]`, which deploys are checked
    /// against too; with `http://` in front where one speaks no TLS. Those on public addresses need not be named.
    Optional<Set<String>> registries();

    /// `NOKUBE_SERVICE_ACCOUNT`: the account that this service runs as, as `<namespace>/<name>`, which is given a right
    /// to the Secrets of each project; not set where it acts with credentials that have it already.
    @WithName("service.account")
    Optional<String> serviceAccount();

    /// `NOKUBE_QUOTA_*`: what a project may use.
    Quota quota();

    /// What a project may use, as Kubernetes quantities.
    interface Quota {
        /// `NOKUBE_QUOTA_CPU`: the sum of what a project's pods ask for.
        @WithDefault("20")
        String cpu();

        /// `NOKUBE_QUOTA_MEMORY`: the sum of what a project's pods ask for.
        @WithDefault("40Gi")
        String memory();

        /// `NOKUBE_QUOTA_STORAGE`: the sum of what a project's volumes hold.
        @WithDefault("100Gi")
        String storage();

        /// `NOKUBE_QUOTA_PODS`: how many pods there may be in a project.
        @WithDefault("200")
        int pods();
    }

    /// `NOKUBE_LEADER_ELECTION_*`.
    LeaderElection leaderElection();

    /// Which of several replicas reconciles.
    interface LeaderElection {
        /// `NOKUBE_LEADER_ELECTION_ENABLED`: whether replicas agree on which of them reconciles; false where there is
        /// only ever one replica.
        @WithDefault("true")
        boolean enabled();

        /// `NOKUBE_LEADER_ELECTION_NAMESPACE`: where the lease is; the service's own namespace where it is not set.
        Optional<String> namespace();

        /// `NOKUBE_LEADER_ELECTION_IDENTITY`: who holds it; the pod's name where it is not set.
        @WithDefault("${HOSTNAME:}")
        Optional<String> identity();
    }
}
