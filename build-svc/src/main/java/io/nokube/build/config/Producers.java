package io.nokube.build.config;

import io.nokube.build.BuildPolicy;
import io.nokube.build.ImageName;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Configuration as the values that the rest of the code takes.
public class Producers {
    @Produces
    @Singleton
    BuildPolicy policy(BuildConfig config) {
        BuildConfig.Dispatch dispatch = config.dispatch();
        BuildConfig.Follow follow = config.follow();
        return new BuildPolicy(
                dispatch.lookAgain(),
                dispatch.resendAfter(),
                dispatch.acknowledgedPatience(),
                dispatch.deniedPatience(),
                dispatch.giveUpAfter(),
                follow.missingPatience(),
                follow.logPatience(),
                follow.forceAfter(),
                follow.lookAlone(),
                dispatch.backoff(),
                dispatch.backoffMax());
    }

    @Produces
    @Singleton
    ImageName imageName(BuildConfig config) {
        return new ImageName(config.registry(), config.registryNamespace().orElse(""));
    }
}
