package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.reconcile.Submissions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How the operator SDK is set up.
@QuarkusTest
@WithTestResource(ClusterResource.class)
class OperatorIT {
    @Inject
    Operator operator;

    @Inject
    Submissions submissions;

    @Inject
    Informers informers;

    /// The executor knows whose a pass is only by what the operator SDK tells its metrics.
    @Test
    void passesAreBegunInTurns() {
        await().atMost(Duration.ofSeconds(30)).until(informers::isComplete);
        ConfigurationService configuration = operator.getConfigurationService();

        assertThat(configuration.getMetrics()).isSameAs(submissions);
        assertThat(configuration.getExecutorServiceManager().reconcileExecutorService())
                .extracting("executor")
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .isEqualTo("FairExecutor");
    }
}
