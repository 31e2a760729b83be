package io.nokube.launcher;

import com.fasterxml.jackson.databind.JsonNode;

/// One of each thing that a user has, by its id, for others to try to reach.
///
/// @param token a personal access token itself
record OwnersThings(String project, String build, String deployment, String token, String tokenId) {
    /// A secret's value.
    static final String SECRET = "not for you";

    /// The name of the personal access token.
    static final String TOKEN = "keepers-pipeline";

    OwnersThings {
        if (project.isEmpty() || build.isEmpty() || deployment.isEmpty() || !token.startsWith("nk_")) {
            throw new IllegalStateException("Something was not made: " + project + " " + build + " " + deployment);
        }
    }

    static OwnersThings make(Api owner, String username) {
        JsonNode token = owner.post("/api/v1/auth/tokens", "{\"name\": \"" + TOKEN + "\"}")
                .body();
        String project = owner.post("/api/v1/projects", """
            {"name": "shop", "repository_url": "https://github.com/octocat/hello-world"}\
            """).string("id");
        String build = owner.post("/api/v1/builds", """
            {"project_id": %s, "service_name": "web"}\
            """.formatted(project)).string("build_id");
        String deployment = owner.post("/api/v1/deploy", """
            {"project_id": %s, "project_name": "shop", "username": "%s", "service_name": "web",
             "image_name": "ghcr.io/nokube/web:1", "replicas": 1, "secrets": {"KEY": "%s"}}\
            """.formatted(project, username, SECRET))
                .string("deployment_id");
        return new OwnersThings(
                project,
                build,
                deployment,
                token.path("token").asText(),
                token.path("id").asText());
    }
}
