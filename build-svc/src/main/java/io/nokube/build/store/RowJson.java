package io.nokube.build.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.build.BuildFailure;
import io.nokube.build.Step;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// The columns that hold JSON.
@Singleton
@RegisterForReflection(targets = {Step.class, BuildFailure.class})
class RowJson {
    private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXT_MAP = new TypeReference<>() {};

    private final ObjectMapper mapper;

    RowJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A " + value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    List<Step> steps(String json) {
        return read(json, STEPS);
    }

    List<String> texts(String json) {
        return read(json, TEXTS);
    }

    Map<String, String> textMap(String json) {
        return read(json, TEXT_MAP);
    }

    BuildFailure failure(String json) {
        return read(json, new TypeReference<>() {});
    }

    private <T> T read(String json, TypeReference<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column does not hold what was written to it", e);
        }
    }
}
