package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.sandbox.schema.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The mistakes in built-in kinds that a user, or NoKube, is most likely to make: names, selectors, containers.
final class BuiltInCheck {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern NAMESPACE = Pattern.compile(LABEL);
    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final int SUBDOMAIN_LENGTH = 253;
    private static final int LABEL_LENGTH = 63;
    /// Names of these may hold more: colons, upper case.
    private static final Set<String> FREELY_NAMED = Set.of("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");

    private final ObjectNode object;
    private final List<Cause> causes = new ArrayList<>();

    private BuiltInCheck(ObjectNode object) {
        this.object = object;
    }

    static void names(Kind kind, ObjectNode object) {
        BuiltInCheck check = new BuiltInCheck(object);
        if (!FREELY_NAMED.contains(kind.kind())) {
            check.name(kind);
        }
        check.refuse(kind);
    }

    static void check(Kind kind, ObjectNode object, @Nullable ObjectNode live) {
        BuiltInCheck check = new BuiltInCheck(object);
        switch (kind.kind()) {
            case "Deployment" -> check.deployment(live);
            case "Pod" -> check.containers(object.path("spec"), "spec");
            case "Service" -> check.service();
            default -> {
                // Nothing that is checked here.
            }
        }
        check.refuse(kind);
    }

    private void refuse(Kind kind) {
        if (!causes.isEmpty()) {
            throw ApiError.invalid(kind, Json.name(object), causes);
        }
    }

    private void name(Kind kind) {
        String name = Json.name(object);
        boolean isLabel = kind.equals(Kinds.NAMESPACE) || kind.kind().equals("Service");
        int longest = isLabel ? LABEL_LENGTH : SUBDOMAIN_LENGTH;
        if (name.length() > longest) {
            invalid("metadata.name", "\"" + name + "\"", "must be no more than " + longest + " characters");
        }
        Pattern pattern =
                kind.equals(Kinds.NAMESPACE) ? NAMESPACE : kind.kind().equals("Service") ? SERVICE : SUBDOMAIN;
        if (!pattern.matcher(name).matches()) {
            invalid("metadata.name", "\"" + name + "\"", rule(pattern));
        }
    }

    private static String rule(Pattern pattern) {
        String tail = " regex used for validation is '" + pattern + "')";
        if (pattern == SERVICE) {
            return "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                    + " character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123'," + tail;
        }
        return pattern == NAMESPACE
                ? "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start"
                        + " and end with an alphanumeric character (e.g. 'my-name',  or '123-abc'," + tail
                : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                        + " must start and end with an alphanumeric character (e.g. 'example.com'," + tail;
    }

    private void deployment(@Nullable ObjectNode live) {
        JsonNode spec = object.path("spec");
        JsonNode selector = spec.path("selector");
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        if (selector.path("matchLabels").isEmpty()
                && selector.path("matchExpressions").isEmpty()) {
            required("spec.selector");
        } else if (!Selectors.matches(selector, labels)) {
            invalid("spec.template.metadata.labels", labels.toString(), "`selector` does not match template `labels`");
        }
        containers(spec.path("template").path("spec"), "spec.template.spec");
        if (live != null && !live.path("spec").path("selector").equals(selector)) {
            invalid("spec.selector", selector.toString(), "field is immutable");
        }
    }

    private void containers(JsonNode pod, String path) {
        if (pod.path("containers").isEmpty()) {
            required(path + ".containers");
        }
        int i = 0;
        for (JsonNode container : pod.path("containers")) {
            String at = path + ".containers[" + i + "].";
            for (String field : List.of("name", "image")) {
                if (container.path(field).asText().isEmpty()) {
                    required(at + field);
                }
            }
            i++;
        }
    }

    private void service() {
        JsonNode spec = object.path("spec");
        if (spec.path("ports").isEmpty()
                && !spec.path("type").asText().equals("ExternalName")
                && !spec.path("clusterIP").asText().equals("None")) {
            required("spec.ports");
        }
    }

    private void required(String field) {
        causes.add(new Cause("FieldValueRequired", "Required value", field));
    }

    private void invalid(String field, String value, String why) {
        causes.add(new Cause("FieldValueInvalid", "Invalid value: " + value + ": " + why, field));
    }
}
