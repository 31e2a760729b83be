package io.nokube.monitor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.monitor.cluster.PackedStore.Managers;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackedStoreTest {
    /// More than are left as they are.
    private static final int MANY = 500;

    private static final String FIELDS = """
            {"f:metadata": {"f:labels": {"f:b": {}, "f:a": {}}, "f:ownerReferences": {"k:{\\"uid\\":\\"%s\\"}": {}}},
             "f:spec": {"f:ports": {"k:{\\"port\\":80}": {".": {}, "f:port": {}}}, "f:type": {}}}""";

    private final ObjectMapper mapper = mapper();
    private final PackedStore<Service> store = new PackedStore<>(mapper, Managers.WITH_FIELDS);

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(new KubernetesSerialization(mapper, true)).isNotNull();
        return mapper;
    }

    @Test
    void whatIsHeldIsEqualToWhatWasPut() {
        List<Service> put = fill();
        for (Service service : put) {
            Service held = store.get(store.getKey(service));
            assertThat(held).isEqualTo(service);
            assertThat(Serialization.asJson(held)).isEqualTo(Serialization.asJson(service));
        }
        assertThat(store.size()).isEqualTo(MANY);
        assertThat(store.keySet()).hasSize(MANY).contains("tenant/s0", "tenant/s499");
        assertThat(store.get("tenant/none")).isNull();
    }

    @Test
    void whatIsPackedTakesLittle() {
        fill();
        assertThat(store.packedBytes()).isBetween(1L, (MANY - 128) * 300L);
    }

    @Test
    void putAndRemoveReturnWhatWasThere() {
        List<Service> put = fill();
        for (Service before : List.of(put.getFirst(), put.getLast())) {
            String key = store.getKey(before);
            Service changed = new ServiceBuilder(before)
                    .editMetadata()
                    .withResourceVersion("2")
                    .endMetadata()
                    .build();
            assertThat(store.put(key, changed)).isEqualTo(before);
            assertThat(store.get(key)).isEqualTo(changed);
            assertThat(store.remove(key)).isEqualTo(changed);
            assertThat(store.remove(key)).isNull();
            assertThat(store.get(key)).isNull();
        }
        assertThat(store.size()).isEqualTo(MANY - 2);
    }

    @Test
    void anOldVersionDoesNotComeBackWhenItsTurnToBePackedComes() {
        Service first = service("one", "1");
        store.put("tenant/one", first);
        Service second = service("one", "2");
        store.put("tenant/one", second);
        fill();
        assertThat(store.get("tenant/one")).isEqualTo(second);
    }

    @Test
    void allOfThemAreListedWithTheirMetadata() {
        List<Service> put = fill();
        assertThat(store.values().map(Service::getMetadata))
                .containsExactlyInAnyOrderElementsOf(
                        put.stream().map(Service::getMetadata).toList());
    }

    @Test
    void whatCannotBePackedStaysAsItIs() {
        ObjectMapper broken = new ObjectMapper() {
            private static final long serialVersionUID = 1L;

            @Override
            public byte[] writeValueAsBytes(Object value) throws JsonProcessingException {
                throw new JsonGenerationException("broken", (JsonGenerator) null);
            }
        };
        PackedStore<Service> unpacked = new PackedStore<>(broken, Managers.WITH_FIELDS);
        for (int i = 0; i < MANY; i++) {
            assertThat(unpacked.put("tenant/s" + i, service("s" + i, "1"))).isNull();
        }
        assertThat(unpacked.get("tenant/s0")).isEqualTo(service("s0", "1"));
        assertThat(unpacked.packedBytes()).isZero();
    }

    @Test
    void ofManagersIsKeptWhatSomebodyAsks() {
        PackedStore<Service> without = new PackedStore<>(mapper, Managers.NONE);
        without.put("tenant/one", service("one", "1"));
        ObjectMeta held = Objects.requireNonNull(without.get("tenant/one")).getMetadata();
        assertThat(held.getManagedFields()).isEmpty();
        assertThat(held.getLabels()).containsEntry("a", "b");

        PackedStore<Service> names = new PackedStore<>(mapper, Managers.WITHOUT_FIELDS);
        names.put("tenant/one", service("one", "1"));
        assertThat(Objects.requireNonNull(names.get("tenant/one")).getMetadata().getManagedFields())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getManager()).isEqualTo("nokube");
                    assertThat(entry.getFieldsV1()).isNull();
                });
    }

    private List<Service> fill() {
        List<Service> put =
                IntStream.range(0, MANY).mapToObj(i -> service("s" + i, "1")).toList();
        put.forEach(service -> store.put(store.getKey(service), service));
        return IntStream.range(0, MANY).mapToObj(i -> service("s" + i, "1")).toList();
    }

    private static Service service(String name, String version) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("tenant")
                .withName(name)
                .withResourceVersion(version)
                .addToLabels("a", "b")
                .addNewManagedField()
                .withManager("nokube")
                .withFieldsV1(Serialization.unmarshal(FIELDS.formatted(name), FieldsV1.class))
                .endManagedField()
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", name)
                .withType("ClusterIP")
                .endSpec()
                .build();
    }
}
