package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.problem.FieldError;
import io.nokube.validation.Violations;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;

class QueryParametersTest {
    @Test
    void everyWrongParameterIsNamed() {
        Violations violations = new Violations();

        QueryParameters parameters = QueryParameters.of(
                given("tail", "1", "tail", "2", "colour", "red", "follow", "maybe"), violations, "tail", "follow");
        boolean follows = parameters.flag("follow", violations);

        assertThat(follows).isFalse();
        assertThat(violations.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("tail", "colour", "follow");
    }

    @Test
    void whatIsKnownAndGivenOnceIsRead() {
        Violations violations = new Violations();

        QueryParameters parameters =
                QueryParameters.of(given("follow", "true", "pod", "a"), violations, "follow", "pod", "tail");

        assertThat(parameters.flag("follow", violations)).isTrue();
        assertThat(parameters.text("pod")).isEqualTo("a");
        assertThat(parameters.text("tail")).isNull();
        assertThat(violations.isEmpty()).isTrue();
    }

    private static MultivaluedMap<String, String> given(String... namesAndValues) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return given;
    }
}
