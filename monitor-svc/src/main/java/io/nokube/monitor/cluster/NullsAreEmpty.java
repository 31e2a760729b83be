package io.nokube.monitor.cluster;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Reads a list or a map that the API server writes as `null` like one that it leaves out.
///
/// The client's model has an empty one where a field is absent, and null where it is `null`. Go writes an empty slice
/// without `omitempty` as `null`: the conditions of a definition that was just made, or the parents of a new route.
@Singleton
public class NullsAreEmpty implements KubernetesClientObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        JsonSetter.Value empty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        mapper.configOverride(List.class).setSetterInfo(empty);
        mapper.configOverride(Map.class).setSetterInfo(empty);
    }
}
