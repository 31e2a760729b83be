package io.nokube.build.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.build.Conclusion;
import io.nokube.build.Run;
import io.nokube.build.RunLink;
import io.nokube.build.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunJsonTest {
    private final RunJson json = new RunJson(new ObjectMapper());

    @ParameterizedTest
    @CsvSource({
        "requested, WAITING",
        "queued, WAITING",
        "pending, WAITING",
        "waiting, WAITING",
        "a-word-of-tomorrow, WAITING",
        "in_progress, RUNNING",
        "completed, COMPLETED"
    })
    void statusesAreReadAndUnknownOnesWait(String status, Run.Phase phase) {
        Run run = json.run("{\"id\": 7, \"status\": \"" + status + "\", \"conclusion\": null, \"new\": []}")
                .orElseThrow();

        assertThat(run.phase()).isEqualTo(phase);
        assertThat(run.conclusion()).isEqualTo(phase == Run.Phase.COMPLETED ? Conclusion.UNKNOWN : null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>Unicorn!</html>",
                "{\"id\": 7",
                "{}",
                "{\"id\": \"x\", \"status\": \"queued\"}",
                "{\"id\": 7}",
                "{\"id\": 7, \"status\": 1}"
            })
    void garbageIsNoRun(String body) {
        assertThat(json.run(body)).isEmpty();
        assertThat(json.jobs(body)).isEmpty();
        assertThat(json.dispatched(body)).isEmpty();
    }

    @Test
    void anAcceptedDispatchMayNameItsRun() {
        assertThat(json.dispatched("{\"workflow_run_id\": 7, \"html_url\": \"https://github.com/r\"}"))
                .contains(new RunLink(7, "https://github.com/r", null));
    }

    @Test
    void stepsAreNumberedAcrossJobs() {
        List<Job> jobs = json.jobs("""
                {"jobs": [
                  {"id": 2, "conclusion": "failure", "steps": [
                    {"name": "Push", "status": "completed", "conclusion": "failure", "number": 1,
                     "started_at": "2026-01-02T03:04:05Z", "completed_at": "rubbish"}]},
                  {"id": 1, "conclusion": "success", "steps": [
                    {"name": "Build", "status": "completed", "conclusion": "success", "number": 1},
                    {"name": "Test", "status": "in_progress", "conclusion": null, "number": 2},
                    {"name": "Clean", "status": "queued"}]},
                  {"id": 3}]}
                """).orElseThrow();

        assertThat(jobs).extracting(Job::failed).containsExactly(false, true, false);
        assertThat(jobs.stream().flatMap(job -> job.steps().stream()))
                .extracting(Step::number, Step::name, Step::status)
                .containsExactly(
                        tuple(1, "Build", Step.Status.SUCCESS),
                        tuple(2, "Test", Step.Status.IN_PROGRESS),
                        tuple(3, "Clean", Step.Status.PENDING),
                        tuple(4, "Push", Step.Status.FAILED));
    }
}
