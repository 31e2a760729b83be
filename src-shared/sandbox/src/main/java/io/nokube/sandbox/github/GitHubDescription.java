package io.nokube.sandbox.github;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// GitHub's own OpenAPI description of its REST API, asked whether a request or an answer is as described there.
///
/// The description is the one of version 2022-11-28. Beyond what its schemas refuse, a field or a parameter that is
/// not in it is a finding too, since GitHub would ignore it and a typo would go unseen.
public final class GitHubDescription {
    /// Names the file `api.github.com.json` of the npm package `@octokit/openapi`.
    public static final String VARIABLE = "NOKUBE_TEST_GITHUB_OPENAPI";

    private static final String INSTALLED = ".ci/node_modules/@octokit/openapi/generated/api.github.com.json";
    private static final String JSON_BODY = "/content/application~1json/schema";

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
    private final Map<JsonNode, Schema> schemas = new IdentityHashMap<>();
    private final JsonNode document;
    private final DescribedPaths paths;

    private GitHubDescription(Path file) {
        this.document = mapper.readTree(file.toFile());
        this.paths = new DescribedPaths(document);
    }

    public static GitHubDescription read(Path file) {
        return new GitHubDescription(file);
    }

    /// The description where {@link #VARIABLE} (environment or system property) says, else the one that `npm ci` put
    /// into `.ci`.
    public static Optional<GitHubDescription> find() {
        var named = Stream.of(System.getProperty(VARIABLE), System.getenv(VARIABLE));
        var installed = Optional.ofNullable(System.getProperty("nokube.root")).map(root -> root + "/" + INSTALLED);
        return Stream.concat(named, installed.stream())
                .filter(name -> name != null && !name.isBlank())
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(GitHubDescription::read);
    }

    /// What to say where there is none.
    public static String howToGetIt() {
        return "Left out: GitHub's own description of its API. Run `npm ci` in .ci, or set " + VARIABLE
                + " to the api.github.com.json of the npm package @octokit/openapi.";
    }

    /// What is wrong with a request; nothing where it is as described.
    ///
    /// @param target path and query
    public List<String> request(String method, String target, @Nullable String body) {
        var uri = URI.create(target);
        var operation = paths.operation(method, uri.getPath());
        if (operation.isEmpty()) {
            return List.of("no such operation: " + method + " " + uri.getPath());
        }
        var findings = new ArrayList<>(paths.undeclaredParameters(operation.get(), uri.getRawQuery()));
        var schema = operation.get().at("/requestBody" + JSON_BODY);
        var text = body == null ? "" : body.strip();
        if (schema.isMissingNode() && !text.isEmpty()) {
            findings.add("a body where none is described");
        } else if (!text.isEmpty()) {
            findings.addAll(check(schema, text));
        } else if (operation.get().at("/requestBody/required").asBoolean(false)) {
            findings.add("the body is missing");
        }
        return List.copyOf(findings);
    }

    /// What is wrong with an answer; nothing where it is as described.
    public List<String> response(String method, String target, int status, String body) {
        var operation = paths.operation(method, URI.create(target).getPath());
        if (operation.isEmpty()) {
            return List.of("no such operation: " + method + " " + target);
        }
        var described = paths.follow(operation.get().path("responses").path(Integer.toString(status)));
        if (described.isMissingNode()) {
            return List.of("status %d is not described for %s %s".formatted(status, method, target));
        }
        var schema = described.at(JSON_BODY);
        if (schema.isMissingNode()) {
            return body.isEmpty() ? List.of() : List.of("a body where none is described");
        }
        return check(schema, body);
    }

    private List<String> check(JsonNode schema, String text) {
        JsonNode value;
        try {
            value = mapper.readTree(text);
        } catch (JacksonException e) {
            return List.of(
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        var findings = new ArrayList<String>();
        schemas.computeIfAbsent(schema, this::compiled)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .forEach(error -> findings.add(error.toString()));
        new UndeclaredFields(paths).collect(schema, value, "", findings);
        return List.copyOf(findings);
    }

    /// References lead into `components`, so each schema takes them along.
    private Schema compiled(JsonNode schema) {
        ObjectNode root = mapper.createObjectNode();
        schema.properties().forEach(entry -> root.set(entry.getKey(), entry.getValue()));
        root.set("components", document.path("components"));
        return registry.getSchema(root);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
