package io.nokube.monitor.rights;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One thing that was asked of the API server, as its authorizer sees it (Kubernetes, "Authorization", "Request
/// verbs").
///
/// @param group such as `apps`; empty for the core one
/// @param resource plural, with its subresource: `pods/log`
/// @param namespace empty for what is in none, and for all of them at once
/// @param name empty for a whole list
public record Use(String verb, String group, String resource, String namespace, String name) {
    /// What everybody may do who is signed in: ask about himself, and discover what the server knows.
    private static final List<String> FREE = List.of("authorization.k8s.io", "authentication.k8s.io");

    /// @param method GET, POST, ...
    /// @param path such as `/apis/apps/v1/namespaces/x/deployments/y`
    /// @return empty where the request needs no right
    public static Optional<Use> of(String method, String path, boolean isWatch) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        if (parts.isEmpty()
                || !(parts.getFirst().equals("api") || parts.getFirst().equals("apis"))) {
            return Optional.empty();
        }
        boolean isCore = parts.getFirst().equals("api");
        String group = isCore || parts.size() < 2 ? "" : parts.get(1);
        List<String> rest = parts.subList(Math.min(parts.size(), isCore ? 2 : 3), parts.size());
        if (rest.isEmpty() || FREE.contains(group)) {
            return Optional.empty();
        }
        boolean isWithin = rest.getFirst().equals("namespaces") && rest.size() > 2;
        String namespace = isWithin ? rest.get(1) : "";
        List<String> object = isWithin ? rest.subList(2, rest.size()) : rest;
        String name = object.size() > 1 ? object.get(1) : "";
        String resource = object.getFirst() + (object.size() > 2 ? "/" + object.get(2) : "");
        return Optional.of(new Use(verb(method, name, isWatch), group, resource, namespace, name));
    }

    private static String verb(String method, String name, boolean isWatch) {
        if (isWatch) {
            return "watch";
        }
        return switch (method) {
            case "GET" -> name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> method;
        };
    }

    Use as(String otherVerb) {
        return new Use(otherVerb, group, resource, namespace, name);
    }
}
