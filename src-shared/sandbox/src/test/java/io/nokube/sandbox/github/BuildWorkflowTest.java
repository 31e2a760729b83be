package io.nokube.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The rules that the shipped workflow keeps to, whatever it does.
class BuildWorkflowTest {
    private final String text = WorkflowFile.shippedText();
    private final WorkflowFile workflow = WorkflowFile.parse(text);
    private final JsonNode root = read(text);

    private static JsonNode read(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void noExpressionStandsInAScript() {
        assertThat(workflow.steps())
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.script()).doesNotContain("${{"));
    }

    @Test
    void everyActionIsPinnedToACommitAndSaysItsVersion() {
        var uses = Pattern.compile("uses: (.*)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(uses).isNotEmpty().allMatch(each -> each.matches("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void permissionsAreTheLeastAndCredentialsAreNotLeftBehind() {
        assertThat(root.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(root.at("/jobs/build/permissions").toString())
                .isEqualTo("{\"contents\":\"read\",\"packages\":\"write\",\"id-token\":\"write\","
                        + "\"attestations\":\"write\"}");
        assertThat(text).contains("persist-credentials: false");
        assertThat(root.at("/jobs/build/timeout-minutes").isInt()).isTrue();
    }

    @Test
    void aRunIsFoundByItsTitleAndSharesItsGroupWithNoOther() {
        assertThat(root.path("run-name").asText()).isEqualTo("nokube ${{ inputs.build_id }}");
        assertThat(root.at("/concurrency/group").asText()).isEqualTo("nokube-${{ inputs.build_id }}");
        assertThat(root.at("/concurrency/cancel-in-progress").asBoolean(true)).isFalse();
    }

    @Test
    void theResultIsTheLastThingOfTheLastStep() {
        var last = workflow.steps().getLast();
        assertThat(last.name()).isEqualTo("Report result");
        assertThat(last.script().strip().lines().toList().getLast()).startsWith("echo \"nokube-result: ");
        assertThat(last.env().keySet()).contains("DIGEST", "COMMIT");
    }

    @Test
    void theRegistrysCredentialIsThereOnlyWhereItIsUsed() {
        var holders = workflow.steps().stream()
                .filter(step -> step.env().toString().contains("token"))
                .map(WorkflowFile.Step::name)
                .toList();
        assertThat(holders).isEqualTo(List.of("Fetch cache", "Push image"));
        var names = workflow.steps().stream().map(WorkflowFile.Step::name).toList();
        assertThat(names).containsSubsequence("Fetch cache", "Check out repository", "Build image", "Push image");
    }

    @Test
    void nothingOfTheRepositoryRunsWhereACredentialIs() {
        assertThat(workflow.steps())
                .filteredOn(step -> step.env().containsKey("REGISTRY_TOKEN"))
                .allSatisfy(step -> assertThat(step.script()).doesNotContain("buildx", "pack ", "docker build"));
    }

    @Test
    void neitherCacheNorProvenanceFailsABuild() {
        for (var name : List.of("Fetch cache", "Attest provenance")) {
            var step = StreamSupport.stream(root.at("/jobs/build/steps").spliterator(), false)
                    .filter(each -> each.path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(step.path("continue-on-error").asBoolean()).as(name).isTrue();
            assertThat(step.path("timeout-minutes").asInt()).as(name).isBetween(1, 10);
        }
        var attest = workflow.steps().stream()
                .filter(step -> step.name().equals("Attest provenance"))
                .findFirst()
                .orElseThrow();
        assertThat(attest.runsWith(Map.of())).isFalse();
        assertThat(attest.runsWith(Map.of(), Map.of("NOKUBE_PROVENANCE", "true")))
                .isTrue();
    }

    @Test
    void inputsAreNoMoreThanGitHubAllows() {
        assertThat(workflow.inputs()).hasSizeLessThanOrEqualTo(25);
    }
}
