package io.nokube.build;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Builds to begin a test with.
public final class Fixtures {
    public static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");
    public static final BuildId ID = new BuildId(UUID.fromString("019ab0c4-7f5e-7d30-8a35-3b0f3c9d2f41"));
    public static final RunLink RUN = new RunLink(7, "https://github.com/nokube/builds/actions/runs/7", null);
    public static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    public static final BuildPolicy POLICY = new BuildPolicy(
            Duration.ofSeconds(5),
            Duration.ofSeconds(90),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofHours(6),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5));

    private Fixtures() {}

    public static BuildSpec spec(Recipe recipe) {
        return new BuildSpec(
                1,
                "testuser",
                "testuser",
                "frontend",
                "https://github.com/amzhm/shop",
                "main",
                recipe,
                ".",
                "ghcr.io/amzhm/testuser-myapp-frontend:latest",
                Map.of("NODE_ENV", "production", "A", "say \"hi\""),
                List.of("linux/amd64", "linux/arm64"),
                null);
    }

    public static Build build() {
        return Build.accepted(ID, spec(new Recipe.RepositoryDockerfile("Dockerfile")), null, T0);
    }

    public static Build build(BuildState state) {
        return build().with(state);
    }

    public static Run run(Run.Phase phase) {
        return run(phase, Conclusion.SUCCESS);
    }

    public static Run run(Run.Phase phase, Conclusion conclusion) {
        return new Run(
                RUN.id(),
                RUN.url(),
                phase,
                phase == Run.Phase.COMPLETED ? conclusion : null,
                T0.plusSeconds(10),
                T0.plusSeconds(70));
    }
}
