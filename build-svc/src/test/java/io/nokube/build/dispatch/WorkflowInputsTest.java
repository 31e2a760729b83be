package io.nokube.build.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nokube.build.Build;
import io.nokube.build.Fixtures;
import io.nokube.build.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is sent and what the shipped workflow declares must not drift apart: GitHub refuses an input it does not know,
/// and misses one that it requires.
@SuppressWarnings("NullAway.Init")
class WorkflowInputsTest {
    private static final List<Recipe> RECIPES = List.of(
            new Recipe.RepositoryDockerfile("Dockerfile"),
            new Recipe.InlineDockerfile("FROM scratch"),
            new Recipe.Buildpacks());

    private static JsonNode workflow;

    @BeforeAll
    static void readWorkflow() throws IOException {
        Path root = Path.of(Objects.requireNonNull(System.getProperty("nokube.root")));
        workflow = new YAMLMapper()
                .readTree(root.resolve("k8s/workflow/build-image.yml").toFile());
    }

    @Test
    void allThatIsSentIsDeclaredAndAllThatIsDeclaredIsSent() {
        Set<String> declared = new TreeSet<>();
        inputs().fieldNames().forEachRemaining(declared::add);
        Set<String> sent = new TreeSet<>();
        RECIPES.forEach(recipe -> sent.addAll(send(recipe).keySet()));

        assertThat(sent).isEqualTo(declared);
    }

    @Test
    void whatIsRequiredIsAlwaysSent() {
        List<String> required = new ArrayList<>();
        inputs().properties().forEach(input -> {
            if (input.getValue().path("required").asBoolean()) {
                required.add(input.getKey());
            }
        });

        assertThat(required).isNotEmpty();
        assertThat(RECIPES)
                .allSatisfy(recipe -> assertThat(send(recipe)).containsKeys(required.toArray(new String[0])));
    }

    @Test
    void everyBuilderIsAnOption() {
        List<String> options = new ArrayList<>();
        inputs().path("builder").path("options").forEach(option -> options.add(option.asText()));

        assertThat(RECIPES).extracting(recipe -> send(recipe).get("builder")).containsExactlyElementsOf(options);
    }

    @Test
    void runNameIsWhatIsLookedFor() {
        assertThat(workflow.path("run-name").asText()).isEqualTo("nokube ${{ inputs.build_id }}");
    }

    private static JsonNode inputs() {
        return workflow.path("on").path("workflow_dispatch").path("inputs");
    }

    private static Map<String, String> send(Recipe recipe) {
        return DispatchInputs.of(Build.accepted(Fixtures.ID, Fixtures.spec(recipe), null, Fixtures.T0));
    }
}
