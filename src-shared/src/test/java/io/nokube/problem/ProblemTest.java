package io.nokube.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void isWrittenAsRfc9457HasItAndLeavesOutWhatIsNotThere() throws Exception {
        Problem problem = Problem.of(ProblemType.VALIDATION, List.of(new FieldError("name", "is required")))
                .at("/api/v1/projects", "4bf92f3577b34da6a3ce929d0e0e4736");
        String json = new ObjectMapper().writeValueAsString(problem);

        assertThat(json)
                .isEqualTo("{\"type\":\"https://nokube.io/problems/validation\","
                        + "\"title\":\"The request has invalid fields\",\"status\":400,"
                        + "\"detail\":\"name is required\",\"instance\":\"/api/v1/projects\","
                        + "\"errors\":[{\"field\":\"name\",\"message\":\"is required\"}],"
                        + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}");
        assertThat(new ObjectMapper().writeValueAsString(Problem.of(ProblemType.NOT_FOUND, "gone")))
                .doesNotContain("errors", "trace_id", "instance");
    }

    @Test
    void everyTypeHasItsOwnUri() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::uri)).doesNotHaveDuplicates();
        assertThat(ProblemType.ofStatus(401)).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(ProblemType.ofStatus(400)).isEqualTo(ProblemType.MALFORMED);
        assertThat(ProblemType.ofStatus(418)).isEqualTo(ProblemType.MALFORMED);
        assertThat(ProblemType.ofStatus(599)).isEqualTo(ProblemType.INTERNAL);
    }
}
