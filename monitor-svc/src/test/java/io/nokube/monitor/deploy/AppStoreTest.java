package io.nokube.monitor.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.WriteOutcome.Cause;
import io.nokube.monitor.cluster.WriteOutcome.Refused;
import io.nokube.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppStoreTest {
    @Test
    void aNamespaceThatIsBeingDeletedIsNoFieldOfTheRequest() {
        Refused<NoKubeApp> going = new Refused<>(
                403,
                "nokubeapps.nokube.io \"frontend\" is forbidden: unable to create new content in namespace ann-shop"
                        + " because it is being terminated",
                List.of(new Cause("metadata.namespace", "namespace ann-shop is being terminated")));

        assertThat(problem(going).problem().status()).isEqualTo(409);
    }

    @Test
    void fieldsThatAreWrongAreNamed() {
        Refused<NoKubeApp> invalid =
                new Refused<>(422, "invalid", List.of(new Cause("spec.replicas", "must be at most 100")));

        assertThat(problem(invalid).problem().status()).isEqualTo(400);
        assertThat(problem(invalid).problem().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("replicas"));
        assertThat(problem(new Refused<>(403, "a webhook denied the request", List.of()))
                        .problem()
                        .status())
                .isEqualTo(422);
    }

    private static ProblemException problem(Refused<NoKubeApp> refused) {
        return catchThrowableOfType(ProblemException.class, () -> AppStore.written(refused));
    }
}
