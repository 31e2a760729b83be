package io.nokube.build.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.build.BuildId;
import io.nokube.build.Step;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads deliveries (GitHub Docs, "Webhook events and payloads"). Pure. What is unknown, of another repository or of
/// another workflow says nothing.
public final class HookReader {
    private static final String RUN_NAME = "nokube ";
    private static final String BRANCHES = "refs/heads/";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

    private final String buildsRepository;
    private final String workflow;
    private final RunJson runs;

    /// @param buildsRepository `owner/name`
    /// @param workflow the workflow's file name
    public HookReader(String buildsRepository, String workflow, ObjectMapper mapper) {
        this.buildsRepository = buildsRepository;
        this.workflow = workflow;
        this.runs = new RunJson(mapper);
    }

    /// @param event the header `X-GitHub-Event`
    public HookEvent read(String event, JsonNode payload) {
        return switch (event) {
            case "workflow_run" -> run(payload);
            case "workflow_job" -> job(payload);
            case "push" -> push(payload);
            default -> new HookEvent.Nothing();
        };
    }

    private HookEvent run(JsonNode payload) {
        JsonNode node = payload.path("workflow_run");
        BuildId build = build(node.path("display_title").asText(""));
        // The path may end with the ref that the file is of: .github/workflows/build-image.yml@main.
        String path = node.path("path").asText("").split("@", 2)[0];
        if (build == null || !isBuilds(payload) || !path.endsWith("/" + workflow)) {
            return new HookEvent.Nothing();
        }
        return runs.run(node)
                .<HookEvent>map(run -> new HookEvent.RunChanged(build, run))
                .orElseGet(HookEvent.Nothing::new);
    }

    private HookEvent job(JsonNode payload) {
        JsonNode node = payload.path("workflow_job");
        List<Step> steps = RunJson.steps(node, 1);
        boolean useful = isBuilds(payload) && node.path("run_id").canConvertToLong() && !steps.isEmpty();
        return useful ? new HookEvent.StepsChanged(node.path("run_id").asLong(), steps) : new HookEvent.Nothing();
    }

    private static HookEvent push(JsonNode payload) {
        JsonNode repository = payload.path("repository");
        String branch = repository.path("default_branch").asText("");
        String commit = payload.path("after").asText("");
        boolean useful = payload.path("ref").asText("").equals(BRANCHES + branch)
                && !branch.isEmpty()
                && !payload.path("deleted").asBoolean(false)
                && COMMIT.matcher(commit).matches()
                && repository.path("html_url").isTextual();
        return useful
                ? new HookEvent.Pushed(repository.path("html_url").asText(), branch, commit)
                : new HookEvent.Nothing();
    }

    private boolean isBuilds(JsonNode payload) {
        return payload.path("repository").path("full_name").asText("").equalsIgnoreCase(buildsRepository);
    }

    private static @Nullable BuildId build(String title) {
        return title.startsWith(RUN_NAME) ? BuildId.parse(title.substring(RUN_NAME.length())) : null;
    }
}
