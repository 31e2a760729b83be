package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.problem.FieldError;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private final StrictJson json = new StrictJson(mapper());

    record Order(
            @Nullable Integer projectId,
            @Nullable String serviceName,
            @Nullable Boolean hasDockerfile,
            @Nullable List<String> platforms,
            @Nullable Map<String, String> buildArgs)
            implements RequestBody {
        @Override
        public void check(Violations violations) {
            violations.required("project_id", projectId);
            violations.required("service_name", serviceName);
        }
    }

    @Test
    void readsSnakeCase() throws IOException {
        Order order = read("""
                {"project_id": 1, "service_name": "web", "has_dockerfile": false, "platforms": ["linux/amd64"],
                 "build_args": {"A": "b"}}""");

        assertThat(order).isEqualTo(new Order(1, "web", false, List.of("linux/amd64"), Map.of("A", "b")));
    }

    @Test
    void namesEveryMistakeAtOnce() {
        Problem problem = problem("""
                {"project_id": "one", "servicename": "web", "has_dockerfile": "yes", "platforms": "linux",
                 "build_args": {"A": {"b": 1}}, "projectId": 1}""");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "project_id",
                        "servicename",
                        "has_dockerfile",
                        "platforms",
                        "build_args.A",
                        "projectId",
                        "service_name");
        assertThat(problem.errors()).contains(new FieldError("project_id", "must be a whole number"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"project_id\": 1",
                "{\"project_id\": \"1",
                "{\"project_id\": [1, 2",
                "{\"project_id\": 1,}",
                "{'project_id': 1}",
                "{\"project_id\": 1} {}",
                "{\"project_id\": 01}",
                "{\"project_id\": NaN}",
                "{\"project_id\": 1, \"project_id\": 2}"
            })
    void saysWhereItIsNoJsonAndNotWhatReadsIt(String body) {
        assertThat(problem(body).status()).isEqualTo(400);
        assertThat(problem(body).detail())
                .startsWith("The body is not valid JSON: ")
                .contains("(line 1, column ")
                .doesNotContain("Source", "Stream", "`", "com.", "Jackson");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThat(problem("[".repeat(5_000)).detail())
                .startsWith("The body is not valid JSON: It is nested too deeply")
                .doesNotContain("Stream", "`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "\"3\"", "true", "[1]", "99999999999"})
    void convertsNoNumberSilently(String number) {
        Problem problem = problem("{\"project_id\": " + number + ", \"service_name\": \"web\"}");

        assertThat(problem.errors()).containsExactly(new FieldError("project_id", "must be a whole number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "{}", "[]"})
    void convertsNoTextSilently(String text) {
        Problem problem = problem("{\"project_id\": 1, \"service_name\": " + text + "}");

        assertThat(problem.errors()).containsExactly(new FieldError("service_name", "must be a text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "1", "{", "{\"a\":1", "{\"project_id\":1,\"project_id\":2}", "{'a':1}", "<a/>"
            })
    void saysWhyItCannotBeRead(String body) {
        Problem problem = problem(body);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isNotBlank().doesNotContain("com.fasterxml", "\n");
    }

    @Test
    void deepNestingIsRefusedNotOverflowed() {
        Problem problem = problem("{\"build_args\":" + "[".repeat(100_000) + "}");

        assertThat(problem.status()).isEqualTo(400);
    }

    private Order read(String body) throws IOException {
        return json.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), Order.class);
    }

    private Problem problem(String body) {
        return catchThrowableOfType(ProblemException.class, () -> read(body)).problem();
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new JsonStyle().customize(mapper);
        return mapper;
    }
}
