package io.nokube.build.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nokube.build.BuildFailure;
import io.nokube.build.Conclusion;
import io.nokube.build.FailureClassifier;
import io.nokube.build.Fixtures;
import io.nokube.build.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole logs of jobs, as runners write them, and what is to be said of each; `failures/index.csv` lists them.
@SuppressWarnings("NullAway.Init")
class FailureLogsTest {
    private static final Path LOGS =
            Path.of(Objects.requireNonNull(System.getProperty("nokube.root")), "build-svc/src/test/resources/failures");

    private static List<String> stepNames;

    @BeforeAll
    static void readWorkflow() throws IOException {
        Path root = Path.of(Objects.requireNonNull(System.getProperty("nokube.root")));
        JsonNode workflow = new YAMLMapper()
                .readTree(root.resolve("k8s/workflow/build-image.yml").toFile());
        stepNames = new ArrayList<>(List.of("Set up job"));
        workflow.path("jobs")
                .path("build")
                .path("steps")
                .forEach(step -> stepNames.add(step.path("name").asText()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/failures/index.csv", delimiter = '|', quoteCharacter = '\u0001')
    void saysWhyInWords(
            String log, String conclusion, String step, String category, String message, String hint, String shown) {
        List<String> printed = read(log).failedStep();

        BuildFailure failure = FailureClassifier.classify(Conclusion.of(conclusion), steps(step), printed);

        assertThat(failure.category().word()).isEqualTo(category);
        assertThat(failure.message()).isEqualTo(message).matches("[A-Za-z][^\\n]{10,140}\\.");
        assertThat(failure.hint()).contains(hint).matches("[^\\n]{20,300}\\.");
        assertThat(failure.step()).isEqualTo(step);
        assertThat(String.valueOf(failure.logExcerpt()).lines())
                .anyMatch(line -> line.contains(shown))
                .hasSizeLessThan(30)
                .noneMatch(line -> line.contains("\u001B") || line.startsWith("Post job cleanup"));
    }

    /// Had such a run failed nevertheless, nothing in its log would be taken for the reason.
    @ParameterizedTest
    @MethodSource("successfulLogs")
    void nothingInASuccessfulLogIsAReason(String log) {
        JobLog read = read(log);
        assertThat(read.result()).isPresent();

        for (String step : List.of("Check out repository", "Build image", "Push image", "Report result")) {
            for (List<String> printed : List.of(read.failedStep(), buildStep(log))) {
                BuildFailure failure = FailureClassifier.classify(Conclusion.FAILURE, steps(step), printed);
                assertThat(failure.category()).isEqualTo(BuildFailure.Category.UNKNOWN);
                assertThat(failure.message()).isEqualTo("The step \"" + step + "\" failed.");
            }
        }
    }

    static List<String> successfulLogs() throws IOException {
        return names().filter(name -> name.startsWith("success-")).toList();
    }

    @Test
    void everyLogIsListed() throws IOException {
        String index = Files.readString(LOGS.resolve("index.csv"));

        List<String> failed =
                names().filter(name -> !name.startsWith("success-")).toList();
        assertThat(failed).hasSizeGreaterThan(25).allMatch(name -> index.contains("\n" + name + " | "));
        assertThat(successfulLogs()).hasSizeGreaterThan(4);
    }

    private static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(LOGS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static JobLog read(String log) {
        return JobLog.parse(text(log));
    }

    /// What the build printed: the part of the log before the image is pushed.
    private static List<String> buildStep(String log) {
        String text = text(log);
        return JobLog.parse(text.substring(0, text.lastIndexOf("docker login"))).failedStep();
    }

    private static String text(String log) {
        try {
            return Files.readString(LOGS.resolve(log + ".log"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The workflow's steps, of which that one failed.
    private static List<Step> steps(String failed) {
        assertThat(stepNames).contains(failed);
        List<Step> steps = new ArrayList<>();
        Step.Status status = Step.Status.SUCCESS;
        for (String name : stepNames) {
            boolean isFailed = name.equals(failed);
            steps.add(
                    new Step(steps.size() + 1, name, isFailed ? Step.Status.FAILED : status, Fixtures.T0, Fixtures.T0));
            status = isFailed ? Step.Status.SKIPPED : status;
        }
        return steps;
    }
}
