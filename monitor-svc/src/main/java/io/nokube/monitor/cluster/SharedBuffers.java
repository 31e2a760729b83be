package io.nokube.monitor.cluster;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/// Lends the buffers that reading and writing JSON takes from a few that all threads share.
///
/// By default each thread keeps its own for as long as it lives. Every pass has a virtual thread, and a thousand
/// of them that wait for their turn held 17 MB of buffers that nobody used.
@Singleton
public class SharedBuffers implements KubernetesClientObjectMapperCustomizer {
    private static final int KEPT = 32;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().setRecyclerPool(JsonRecyclerPools.newBoundedPool(KEPT));
    }
}
