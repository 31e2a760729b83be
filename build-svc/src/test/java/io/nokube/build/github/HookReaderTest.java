package io.nokube.build.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.build.BuildId;
import io.nokube.build.Conclusion;
import io.nokube.build.Run;
import io.nokube.build.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMIT = "6113728f27ae82c7b1a177c8d03f9e96e0adf246";
    private static final BuildId BUILD = new BuildId(UUID.fromString("0192f3a4-0000-7000-8000-000000000001"));
    /// Where the payloads are that GitHub's own projects publish as examples.
    private static final String EXAMPLES = "NOKUBE_TEST_WEBHOOK_EXAMPLES";

    private final HookReader reader = new HookReader("nokube/builds", "build-image.yml", JSON);

    @Test
    void readsARunOfTheWorkflow() {
        HookEvent event = reader.read("workflow_run", run("nokube " + BUILD, "nokube/builds", "build-image.yml@main"));

        assertThat(event)
                .isEqualTo(new HookEvent.RunChanged(
                        BUILD,
                        new Run(
                                7,
                                "https://github.com/nokube/builds/actions/runs/7",
                                Run.Phase.COMPLETED,
                                Conclusion.SUCCESS,
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2026-01-01T00:02:00Z"))));
    }

    @ParameterizedTest
    @CsvSource({
        "nokube nothing, nokube/builds, build-image.yml",
        "0192f3a4-0000-7000-8000-000000000001, nokube/builds, build-image.yml",
        "nokube 0192f3a4-0000-7000-8000-000000000001, mallory/builds, build-image.yml",
        "nokube 0192f3a4-0000-7000-8000-000000000001, nokube/builds, other.yml",
    })
    void aRunOfSomethingElseSaysNothing(String title, String repository, String workflow) {
        assertThat(reader.read("workflow_run", run(title, repository, workflow)))
                .isEqualTo(new HookEvent.Nothing());
    }

    @Test
    void readsTheStepsOfAJob() {
        HookEvent event = reader.read("workflow_job", json("""
                {"repository": {"full_name": "NoKube/Builds"}, "workflow_job": {"id": 9, "run_id": 7, "steps": [
                  {"name": "Set up job", "status": "completed", "conclusion": "success", "number": 1},
                  {"name": "Build image", "status": "in_progress", "conclusion": null, "number": 2}]}}"""));

        assertThat(event)
                .isEqualTo(new HookEvent.StepsChanged(
                        7,
                        List.of(
                                new Step(1, "Set up job", Step.Status.SUCCESS, null, null),
                                new Step(2, "Build image", Step.Status.IN_PROGRESS, null, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "refs/heads/main, main, false, true",
        "refs/heads/develop, main, false, false",
        "refs/tags/main, main, false, false",
        "refs/heads/main, main, true, false",
    })
    void onlyAPushToTheDefaultBranchStartsBuilds(String ref, String branch, boolean deleted, boolean starts) {
        HookEvent event = reader.read("push", json("""
                {"ref": "%s", "after": "%s", "deleted": %s,
                 "repository": {"default_branch": "%s", "html_url": "https://github.com/amzhm/shop"}}""".formatted(ref, COMMIT, deleted, branch)));

        assertThat(event)
                .isEqualTo(
                        starts
                                ? new HookEvent.Pushed("https://github.com/amzhm/shop", "main", COMMIT)
                                : new HookEvent.Nothing());
    }

    @Test
    void whatGitHubsProjectsPublishAsExamplesIsUnderstood() throws IOException {
        Optional<String> folder = Optional.ofNullable(System.getenv(EXAMPLES)).filter(path -> !path.isBlank());
        Assumptions.assumeTrue(
                folder.isPresent(),
                "Left out: published webhook payloads. `npm ci` in .ci brings them; set " + EXAMPLES
                        + " to .ci/node_modules/@octokit/webhooks-examples.");
        JsonNode events = JSON.readTree(
                Path.of(folder.orElseThrow(), "api.github.com", "index.json").toFile());

        List<HookEvent> pushes = new ArrayList<>();
        int read = 0;
        for (JsonNode event : events) {
            String name = event.path("name").asText();
            for (JsonNode payload : event.path("examples")) {
                HookEvent said = reader.read(name, payload);
                read++;
                if (said instanceof HookEvent.Pushed) {
                    pushes.add(said);
                    assertThat(name).isEqualTo("push");
                }
                assertThat(said).as("runs of other repositories").isNotInstanceOf(HookEvent.RunChanged.class);
            }
        }
        assertThat(read).isGreaterThan(200);
        assertThat(pushes).isNotEmpty();
    }

    private static JsonNode run(String title, String repository, String workflow) {
        return json("""
                {"action": "completed", "repository": {"full_name": "%s"}, "workflow_run": {
                  "id": 7, "display_title": "%s", "path": ".github/workflows/%s", "status": "completed",
                  "conclusion": "success", "html_url": "https://github.com/nokube/builds/actions/runs/7",
                  "run_started_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:02:00Z"}}""".formatted(repository, title, workflow));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
