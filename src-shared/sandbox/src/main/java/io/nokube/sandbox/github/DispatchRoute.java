package io.nokube.sandbox.github;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `POST …/workflows/{file}/dispatches`, with the refusals that GitHub gives for what does not fit the workflow file.
final class DispatchRoute {
    private static final int MAX_INPUTS = 25;
    private static final int MAX_CHARACTERS = 65_535;
    private static final Set<String> FIELDS = Set.of("ref", "inputs", "return_run_details");

    private final Runs runs;
    private final Options options;
    private final JobPushes pushes;

    DispatchRoute(Runs runs, Options options, JobPushes pushes) {
        this.runs = runs;
        this.options = options;
        this.pushes = pushes;
    }

    void handle(RoutingContext context, RepositoryName repository) {
        if (!WorkflowFile.FILE_NAME.equals(context.pathParam("workflow"))) {
            Answers.notFound(context);
            return;
        }
        JsonObject body;
        try {
            body = context.body().asJsonObject();
        } catch (DecodeException | ClassCastException e) {
            Answers.fail(context, 400, "Problems parsing JSON");
            return;
        }
        var refusal = refusal(body);
        if (refusal.isPresent()) {
            Answers.send(context, 422, Answers.error(422, refusal.get()));
            return;
        }
        if (options.refusesRunDetails() && body.containsKey("return_run_details")) {
            Answers.fail(context, 400, "Invalid request.\n\n\"return_run_details\" is not a permitted key.");
            return;
        }
        var run = runs.dispatch(repository, body.getString("ref"), inputs(body));
        pushes.begin(run);
        boolean wantsId = ApiRouter.version(context).equals(ApiRouter.NEWEST_VERSION)
                || body.getBoolean("return_run_details", false);
        if (options.answersRunId() && wantsId) {
            Answers.send(context, 200, GitHubJson.of(context).dispatched(run));
            return;
        }
        Answers.noContent(context);
    }

    private Optional<String> refusal(@org.jspecify.annotations.Nullable JsonObject body) {
        if (body == null || !(body.getValue("ref") instanceof String ref)) {
            return Optional.of("Invalid request.\n\n\"ref\" wasn't supplied.");
        }
        var foreign = body.fieldNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst();
        if (foreign.isPresent()) {
            return Optional.of("Invalid request.\n\n\"" + foreign.get() + "\" is not a permitted key.");
        }
        if (!Set.of("main", "refs/heads/main").contains(ref)) {
            return Optional.of("No ref found for: " + ref);
        }
        if (body.containsKey("inputs") && !(body.getValue("inputs") instanceof JsonObject)) {
            return Optional.of("Invalid request.\n\nFor 'properties/inputs', it is not an object.");
        }
        return inputsRefusal(inputs(body));
    }

    private Optional<String> inputsRefusal(Map<String, String> inputs) {
        if (inputs.size() > MAX_INPUTS) {
            return Optional.of(
                    "Invalid request.\n\nNo more than 25 properties are allowed; " + inputs.size() + " were supplied.");
        }
        int characters = inputs.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (characters > MAX_CHARACTERS) {
            return Optional.of("inputs are too large.");
        }
        var declared = runs.workflow().inputs();
        var names = declared.stream().map(WorkflowFile.Input::name).collect(Collectors.toSet());
        var unknown =
                inputs.keySet().stream().filter(name -> !names.contains(name)).toList();
        if (!unknown.isEmpty()) {
            return Optional.of("Unexpected inputs provided: "
                    + unknown.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ", "[", "]")));
        }
        return declared.stream()
                .flatMap(input -> refusal(input, inputs).stream())
                .findFirst();
    }

    private static Optional<String> refusal(WorkflowFile.Input input, Map<String, String> inputs) {
        var value = inputs.getOrDefault(input.name(), input.defaultValue());
        if (input.required() && value.isEmpty()) {
            return Optional.of("Required input '" + input.name() + "' not provided");
        }
        if (!input.options().isEmpty() && !input.options().contains(value)) {
            return Optional.of("Provided value '" + value + "' for input '" + input.name()
                    + "' not in the list of allowed values");
        }
        return Optional.empty();
    }

    private static Map<String, String> inputs(JsonObject body) {
        var inputs = new LinkedHashMap<String, String>();
        body.getJsonObject("inputs", new JsonObject())
                .forEach(entry -> inputs.put(entry.getKey(), String.valueOf(entry.getValue())));
        return inputs;
    }
}
