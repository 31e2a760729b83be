package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.sandbox.github.Fault;
import io.nokube.sandbox.github.Options;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An older GitHub: it refuses to be asked for the run's id, answers 204, and shows the run a while later.
@QuarkusTest
@WithTestResource(LateRunIT.OldGitHub.class)
@SuppressWarnings("NullAway.Init")
class LateRunIT {
    private static final Client USER = Client.user("patient");

    SandboxGitHub gitHub;

    public static class OldGitHub extends Platform {
        @Override
        protected Options options() {
            return super.options().refusingRunDetails().withListDelay(Duration.ofSeconds(1));
        }
    }

    @Test
    void runIsFoundByItsName() {
        int project = USER.createProject("late");
        String first = USER.startBuild(project, "shop");
        String second = USER.startBuild(project, "shop");

        assertThat(USER.awaitEnd(first).getString("image_digest")).isEqualTo(SandboxGitHub.digestOf(first));
        assertThat(USER.awaitEnd(second).getString("image_digest")).isEqualTo(SandboxGitHub.digestOf(second));
        assertThat(gitHub.dispatchCount(first)).isEqualTo(1);
        assertThat(gitHub.dispatchCount(second)).isEqualTo(1);
    }

    @Test
    void aLateRunWhoseDispatchWentUnansweredIsNotSentAgain() {
        int project = USER.createProject("later");
        gitHub.faults().next(1, "POST .*/dispatches", Fault.doneThen(Fault.cut()));

        String id = USER.startBuild(project, "shop");

        assertThat(USER.awaitEnd(id).getString("status")).isEqualTo("success");
        assertThat(gitHub.dispatchCount(id)).isEqualTo(1);
    }
}
