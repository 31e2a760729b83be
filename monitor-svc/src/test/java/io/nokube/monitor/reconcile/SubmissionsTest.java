package io.nokube.monitor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.reconcile.Submissions.Submission;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionsTest {
    @ParameterizedTest
    @CsvSource({"2, , true", "2, 1, true", "2, 2, false"})
    void whatIsNotBroughtAboutIsUrgent(long generation, @Nullable Long observed, boolean isUrgent) {
        Submissions submissions = new Submissions();
        NoKubeApp app = new NoKubeApp();
        app.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("app")
                .withGeneration(generation)
                .build());
        if (observed != null) {
            app.setStatus(new NoKubeAppStatus(observed, null, null, null, null, null, null, null, null, null));
        }

        submissions.reconciliationSubmitted(app, null, Map.of());

        assertThat(submissions.take()).contains(new Submission("shop", isUrgent));
        assertThat(submissions.take()).isEmpty();
    }
}
