package io.nokube.monitor.it;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nokube.sandbox.cluster.TcpLink;
import io.nokube.sandbox.cluster.TestCluster;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/// The API server that the tests run against, reached by the service through a [TcpLink], and the key that its tokens
/// are signed with.
public class ClusterResource implements QuarkusTestResourceLifecycleManager {
    private static final String LOOPBACK = "127.0.0.1";
    private static KeyPair keys;
    private static TestCluster cluster;
    private static TcpLink link;
    private static KubernetesClient client;
    private String formerKubeconfig;

    /// A client past the link.
    static KubernetesClient client() {
        return client;
    }

    /// Of the API server itself, past the link.
    static Path kubeconfig() {
        return cluster.kubeconfig();
    }

    static boolean isSandbox() {
        return cluster.isSandbox();
    }

    static TcpLink link() {
        return link;
    }

    static String token(String username, String... roles) {
        return Jwt.issuer("nokube")
                .audience("nokube")
                .subject(username)
                .upn(username)
                .groups(Set.of(roles))
                .sign(keys.getPrivate());
    }

    @Override
    public Map<String, String> start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
            cluster = TestCluster.open();
            String kubeconfig = Files.readString(cluster.kubeconfig());
            client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(kubeconfig))
                    .build();
            CrdFile.applyTo(client);
            int port = URI.create(client.getConfiguration().getMasterUrl()).getPort();
            link = TcpLink.to(LOOPBACK, port);
            Path linked = Files.createTempFile(Path.of("target"), "kubeconfig", ".yaml");
            Files.writeString(linked, credentials(kubeconfig.replace(":" + port, ":" + link.port())));
            formerKubeconfig = System.getProperty("kubeconfig");
            System.setProperty("kubeconfig", linked.toAbsolutePath().toString());
            return Map.of(
                    "mp.jwt.verify.publickey.location", publicKey().toUri().toString());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the service finds to reach the API server with.
    protected String credentials(String kubeconfig) {
        return kubeconfig;
    }

    private static Path publicKey() throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
        Path file = Files.createTempFile(Path.of("target"), "key", ".pem");
        return Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n");
    }

    @Override
    public void stop() {
        if (formerKubeconfig == null) {
            System.clearProperty("kubeconfig");
        }
        if (client != null) {
            client.close();
        }
        if (link != null) {
            link.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }
}
