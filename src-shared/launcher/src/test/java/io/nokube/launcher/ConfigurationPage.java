package io.nokube.launcher;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// `docs/configuration.md`, made from the interfaces that the services' settings are read into: their names, their
/// types, their defaults, and what is said of each.
final class ConfigurationPage {
    private static final Map<String, String> SOURCES = Map.of(
            "gateway", "gateway/src/main/java/io/nokube/gateway/config/GatewayConfig.java",
            "build-svc", "build-svc/src/main/java/io/nokube/build/config/BuildConfig.java",
            "monitor-svc", "monitor-svc/src/main/java/io/nokube/monitor/platform/MonitorConfig.java");
    private static final List<String> SERVICES = List.of("gateway", "build-svc", "monitor-svc");
    private static final String HEAD = """
        # Configuration

        <!-- Generated from the services' @ConfigMapping interfaces by ConfigurationPageTest; run it with -Dgolden.update to write it anew. -->

        Every setting is an environment variable; the manifests in [`k8s`](../k8s/README.md) have a ConfigMap `nokube`
        for them, and Secrets for those that are secret. Durations are written as `30s`, `5m`, `12h` or `90d`, lists
        with commas between. A service that is told nonsense says at its start what is wrong with which variable, and
        ends.

        ## All services

        Read by Quarkus or before it, so that they are in none of the interfaces.

        | variable | default | |
        | --- | --- | --- |
        | `NOKUBE_DB_URL` | | gateway and build-svc: `postgresql://user:password@host:port/db`. Required. |
        | `NOKUBE_JWKS_URL` | `http://127.0.0.1:8080/.well-known/jwks.json` | build-svc and monitor-svc: where the gateway's public keys are. |
        | `KUBECONFIG` | in-cluster | monitor-svc: how the API server is reached. |
        | `NOKUBE_LOG_FORMAT` | `json` | `json` or `text`. |
        | `OTEL_EXPORTER_OTLP_ENDPOINT` | | where traces go; none are made without it. With `OTEL_EXPORTER_OTLP_PROTOCOL` (`grpc` or `http/protobuf`) and `OTEL_EXPORTER_OTLP_HEADERS`. |
        | `QUARKUS_SHUTDOWN_DELAY` | `1S` | gateway: how long it still takes requests after it was told to stop, while its readiness says so. |
        | `QUARKUS_MANAGEMENT_PORT` | `9000` | health and metrics; do not expose it. |
        """;

    private static final Pattern OWN_NAME = Pattern.compile("^`NOKUBE_[A-Z_*]+`(?:: ?)?");
    private static final Pattern LINK = Pattern.compile("\\[#?([A-Za-z]+)(?:\\(\\))?](?!\\()");

    private final CompilationUnitTree unit;
    private final DocTrees docs;
    private final Map<String, ClassTree> types = new HashMap<>();

    private ConfigurationPage(CompilationUnitTree unit, DocTrees docs) {
        this.unit = unit;
        this.docs = docs;
        collect((ClassTree) unit.getTypeDecls().getFirst());
    }

    /// @param fallback empty where it is none
    /// @param meaning in Markdown; empty where nobody has said
    record Setting(String variable, String fallback, String meaning) {
        String row() {
            return "| `" + variable + "` | " + (fallback.isEmpty() ? "" : "`" + fallback + "` ") + "| " + meaning
                    + " |\n";
        }
    }

    static String page() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (String service : SERVICES) {
            page.append("\n## ").append(service).append("\n\n| variable | default | |\n| --- | --- | --- |\n");
            settings(service).forEach(setting -> page.append(setting.row()));
        }
        return page.toString();
    }

    static List<String> services() {
        return SERVICES;
    }

    /// In the order of the source.
    static List<Setting> settings(String service) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path source = TestStack.root().resolve(SOURCES.get(service));
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            ConfigurationPage page = new ConfigurationPage(unit, DocTrees.instance(task));
            List<Setting> settings = new ArrayList<>();
            page.settings((ClassTree) unit.getTypeDecls().getFirst(), "nokube", settings);
            return settings;
        }
    }

    private void collect(ClassTree type) {
        types.put(type.getSimpleName().toString(), type);
        type.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .forEach(this::collect);
    }

    private void settings(ClassTree type, String prefix, List<Setting> settings) {
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                String name = prefix + "." + argument(method, "WithName").orElseGet(() -> kebab(method));
                ClassTree group = types.get(method.getReturnType().toString());
                if (group != null && group.getKind() == Tree.Kind.INTERFACE) {
                    settings(group, name, settings);
                } else {
                    settings.add(new Setting(variable(name), fallback(method), meaning(method)));
                }
            }
        }
    }

    private static String variable(String name) {
        return name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private static String kebab(MethodTree method) {
        return method.getName().toString().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /// A default that names another variable, as `${HOSTNAME:}`, is shown as that variable.
    private static String fallback(MethodTree method) {
        return argument(method, "WithDefault")
                .map(value -> value.replaceAll("^\\$\\{([A-Z_]+):}$", "\\$$1"))
                .orElse("");
    }

    private static Optional<String> argument(MethodTree method, String annotation) {
        return method.getModifiers().getAnnotations().stream()
                .filter(found -> found.getAnnotationType().toString().equals(annotation))
                .map(ConfigurationPage::literal)
                .findFirst();
    }

    private static String literal(AnnotationTree annotation) {
        ExpressionTree only = annotation.getArguments().getFirst();
        ExpressionTree value = only instanceof AssignmentTree assignment ? assignment.getExpression() : only;
        return String.valueOf(((LiteralTree) value).getValue());
    }

    private String meaning(MethodTree method) {
        String comment = docs.getDocComment(TreePath.getPath(unit, method));
        if (comment == null) {
            return "";
        }
        String line = comment.strip().replaceAll("\\s+", " ");
        String plain = LINK.matcher(OWN_NAME.matcher(line).replaceFirst("")).replaceAll("`$1`");
        String escaped = plain.replace("|", "\\|");
        return escaped.substring(0, 1).toUpperCase(Locale.ROOT) + escaped.substring(1);
    }
}
