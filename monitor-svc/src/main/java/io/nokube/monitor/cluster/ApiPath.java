package io.nokube.monitor.cluster;

import java.util.List;

/// What a request to the API server is about, from its path (Kubernetes API Concepts, "Resource URIs"):
/// `/api/v1/namespaces/x/pods/y/log`, `/apis/apps/v1/deployments`.
final class ApiPath {
    private static final String OTHER = "other";

    private ApiPath() {}

    /// The plural of the kind, such as `pods` or `nokubeapps`; `other` where the path names none.
    static String resource(String path) {
        List<String> parts = List.of(path.split("/", -1)).stream()
                .filter(part -> !part.isEmpty())
                .toList();
        int roots = parts.indexOf("api") >= 0 ? parts.indexOf("api") + 2 : parts.indexOf("apis") + 3;
        boolean isResource = (parts.contains("api") || parts.contains("apis")) && parts.size() > roots;
        if (!isResource) {
            return OTHER;
        }
        boolean isInNamespace = parts.get(roots).equals("namespaces") && parts.size() > roots + 2;
        return parts.get(isInNamespace ? roots + 2 : roots);
    }
}
