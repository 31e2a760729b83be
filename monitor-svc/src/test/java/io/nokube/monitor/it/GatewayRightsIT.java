package io.nokube.monitor.it;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.nokube.monitor.rights.Right;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// The rights to HTTPRoutes, which are used instead of Ingresses.
@QuarkusTest
@WithTestResource(value = WalkedRights.class, initArgs = @ResourceArg(name = "exposure", value = "gateway-api"))
class GatewayRightsIT extends RightByRight {
    @Override
    boolean isMine(Right right) {
        return right.resource().equals("httproutes");
    }

    @Override
    void walk() {
        makePullSecret();
        deployed("x/hello:1", "\"secrets\": {\"PASSWORD\": \"hunter2hunter2\"}");
        await().atMost(SOON).until(() -> find(HTTPRoute.class, "frontend") != null);
        deployed("x/hello:1", "\"exposure_type\": \"internal\"");
        await().atMost(SOON).until(() -> find(HTTPRoute.class, "frontend") == null);
    }
}
