package io.nokube.monitor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlimStoreTest {
    private static final String FIELDS = """
            {"f:metadata": {"f:labels": {"f:b": {}, "f:a": {}}, "f:ownerReferences": {"k:{\\"uid\\":\\"%s\\"}": {}}},
             "f:spec": {"f:ports": {"k:{\\"port\\":80}": {".": {}, "f:port": {}}}, "f:type": {}}}""";

    @Test
    void whatIsHeldIsEqualToWhatWasPut() {
        SlimStore<Service> store = SlimStore.sharing();
        Service put = service("one");
        store.put(store.getKey(put), put);
        Service held = store.get("tenant/one");
        assertThat(held).isEqualTo(service("one"));
        assertThat(Serialization.asJson(held)).isEqualTo(Serialization.asJson(service("one")));
    }

    @Test
    void objectsShareWhatTheirManagersWroteAlike() {
        SlimStore<Service> store = SlimStore.sharing();
        for (String name : List.of("one", "two")) {
            store.put("tenant/" + name, service(name));
        }
        assertThat(fields(store.get("tenant/one")).get("f:spec"))
                .isSameAs(fields(store.get("tenant/two")).get("f:spec"));
        assertThat(fields(store.get("tenant/one"))).isNotEqualTo(fields(store.get("tenant/two")));
    }

    @Test
    void managersAreForgottenWhereNobodyAsks() {
        SlimStore<Service> store = SlimStore.forgetting();
        store.put("tenant/one", service("one"));
        assertThat(store.get("tenant/one").getMetadata().getManagedFields()).isEmpty();
        assertThat(store.get("tenant/one").getMetadata().getLabels()).containsEntry("a", "b");
    }

    private static Map<String, Object> fields(Service service) {
        return service.getMetadata().getManagedFields().getFirst().getFieldsV1().getAdditionalProperties();
    }

    private static Service service(String name) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("tenant")
                .withName(name)
                .addToLabels("a", "b")
                .addNewManagedField()
                .withManager("nokube")
                .withFieldsV1(Serialization.unmarshal(FIELDS.formatted(name), FieldsV1.class))
                .endManagedField()
                .endMetadata()
                .build();
    }
}
