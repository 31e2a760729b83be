package io.nokube.monitor.it;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.ServedDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The CRD as it is shipped.
final class CrdFile {
    private static final Path FILE =
            Path.of(System.getProperty("nokube.root", "..")).resolve("k8s/crd/nokubeapps.nokube.io.yaml");

    private CrdFile() {}

    static void applyTo(KubernetesClient client) throws IOException {
        CustomResourceDefinition crd = Serialization.unmarshal(Files.readString(FILE), CustomResourceDefinition.class);
        client.resource(crd).fieldManager("tests").forceConflicts().serverSideApply();
        client.resource(crd).waitUntilCondition(ServedDefinition::test, 30, TimeUnit.SECONDS);
    }
}
