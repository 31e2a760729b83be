package io.nokube.build.dispatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.build.Build;
import io.nokube.build.BuildSpec;
import io.nokube.build.Recipe;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What the workflow is told: the inputs that `k8s/workflow/build-image.yml` declares. Pure.
public final class DispatchInputs {
    /// GitHub's limit for all inputs together, in characters.
    public static final int MAX_LENGTH = 65_535;

    private DispatchInputs() {}

    public static Map<String, String> of(Build build) {
        BuildSpec spec = build.spec();
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("build_id", build.id().toString());
        inputs.put("repository", URI.create(spec.repositoryUrl()).getPath().substring(1));
        inputs.put("branch", spec.branch());
        inputs.put("image", spec.image());
        switch (spec.recipe()) {
            case Recipe.RepositoryDockerfile(String path) -> {
                inputs.put("builder", "dockerfile");
                inputs.put("dockerfile_path", path);
            }
            case Recipe.InlineDockerfile(String content) -> {
                inputs.put("builder", "inline");
                inputs.put("dockerfile_content", base64(content));
            }
            case Recipe.Buildpacks _ -> inputs.put("builder", "buildpacks");
        }
        inputs.put("context_path", spec.contextPath());
        inputs.put("build_args", json(spec.buildArgs()));
        inputs.put("platforms", String.join(",", spec.platforms()));
        return inputs;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Map<String, String> map) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(map).forEach(object::put);
        return object.toString();
    }
}
