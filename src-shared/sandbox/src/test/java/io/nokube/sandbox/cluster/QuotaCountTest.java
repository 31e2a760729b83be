package io.nokube.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaCountTest {
    private static final ObjectMapper YAML = new YAMLMapper();

    @Test
    void countsWhatPodsAndVolumesAskFor() {
        ObjectNode quota =
                read("spec: {hard: {pods: '9', requests.cpu: '2', requests.memory: 1Gi, requests.storage: 5Gi}}");
        ObjectNode pod = read("""
                spec: {containers: [{resources: {requests: {cpu: 250m, memory: 256Mi}}}, {name: bare}]}
                status: {phase: Running}
                """);
        ObjectNode over = read("""
                spec: {containers: [{resources: {requests: {cpu: '1', memory: 1Gi}}}]}
                status: {phase: Succeeded}
                """);
        ObjectNode claim = read("spec: {resources: {requests: {storage: 1536Mi}}}");
        assertThat(QuotaCount.status(quota, List.of(pod, pod, over), List.of(claim)))
                .isEqualTo(read("""
                hard: {pods: '9', requests.cpu: '2', requests.memory: 1Gi, requests.storage: 5Gi}
                used: {pods: '2', requests.cpu: 500m, requests.memory: 512Mi, requests.storage: 1536Mi}
                """));
    }

    private static ObjectNode read(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
