package io.nokube.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What the sandbox needs of a workflow file: its inputs, the title of its runs and the steps of its one job.
record WorkflowFile(String name, String runName, String jobName, List<Input> inputs, List<Step> steps) {
    static final String FILE_NAME = "build-image.yml";
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*}}");
    private static final Pattern COMPARISON = Pattern.compile("(inputs|vars)\\.(\\w+) (==|!=) '([^']*)'");

    record Input(String name, boolean required, String defaultValue, List<String> options) {}

    record Step(
            String name,
            @Nullable String condition,
            @Nullable String uses,
            String script,
            Map<String, String> env) {

        /// The sandbox's builds repository has no variables set.
        boolean runsWith(Map<String, String> inputs) {
            return runsWith(inputs, Map.of());
        }

        boolean runsWith(Map<String, String> inputs, Map<String, String> variables) {
            if (condition == null) {
                return true;
            }
            var comparison = COMPARISON.matcher(condition);
            while (comparison.find()) {
                var values = comparison.group(1).equals("vars") ? variables : inputs;
                boolean same = values.getOrDefault(comparison.group(2), "").equals(comparison.group(4));
                if (same != comparison.group(3).equals("==")) {
                    return false;
                }
            }
            return true;
        }
    }

    static String shippedText() {
        try (var stream = WorkflowFile.class.getResourceAsStream(FILE_NAME)) {
            if (stream == null) {
                throw new IllegalStateException(FILE_NAME + " is missing from the sandbox");
            }
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WorkflowFile parse(String yaml) {
        try {
            var root = new YAMLMapper().readTree(yaml);
            var job = root.path("jobs").elements().next();
            return new WorkflowFile(
                    root.path("name").asText(),
                    root.path("run-name").asText(),
                    job.path("name").asText(),
                    inputs(root.path("on").path("workflow_dispatch").path("inputs")),
                    steps(job));
        } catch (IOException e) {
            throw new UncheckedIOException("not a workflow file", e);
        }
    }

    String title(Map<String, String> inputs) {
        return resolve(runName, expression -> inputValue(expression, inputs));
    }

    Map<String, String> withDefaults(Map<String, String> given) {
        var all = new LinkedHashMap<String, String>();
        inputs.forEach(input -> all.put(input.name(), given.getOrDefault(input.name(), input.defaultValue())));
        return all;
    }

    static String resolve(String text, Function<String, String> valueOf) {
        return EXPRESSION.matcher(text).replaceAll(found -> Matcher.quoteReplacement(valueOf.apply(found.group(1))));
    }

    static String inputValue(String expression, Map<String, String> inputs) {
        return expression.startsWith("inputs.")
                ? inputs.getOrDefault(expression.substring("inputs.".length()), "")
                : "";
    }

    private static List<Input> inputs(JsonNode declared) {
        var inputs = new ArrayList<Input>();
        declared.properties()
                .forEach(input -> inputs.add(new Input(
                        input.getKey(),
                        input.getValue().path("required").asBoolean(),
                        input.getValue().path("default").asText(""),
                        StreamSupport.stream(input.getValue().path("options").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList())));
        return List.copyOf(inputs);
    }

    private static List<Step> steps(JsonNode job) {
        var steps = new ArrayList<Step>();
        for (var step : job.path("steps")) {
            var env = new LinkedHashMap<String, String>();
            job.path("env")
                    .properties()
                    .forEach(entry -> env.put(entry.getKey(), entry.getValue().asText()));
            step.path("env")
                    .properties()
                    .forEach(entry -> env.put(entry.getKey(), entry.getValue().asText()));
            steps.add(new Step(
                    step.path("name").asText(),
                    step.path("if").asText(null),
                    step.path("uses").asText(null),
                    step.path("run").asText(""),
                    env));
        }
        return List.copyOf(steps);
    }
}
