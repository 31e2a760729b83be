package io.nokube.monitor.observed;

import io.nokube.names.ProjectName;
import io.nokube.names.Username;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose namespace it is and for which project, from its labels; for a namespace that NoKube did not make, from its
/// name where that reads `<user>-<project>`.
///
/// @param user null where nobody can be named
/// @param project the project, or the namespace's name where there is none
/// @param owned whether NoKube made the namespace for the user, so that the user may see what is in it
/// @param allowsRoot whether an administrator has lowered the namespace's Pod Security level
public record Tenant(@Nullable String user, String project, boolean owned, boolean allowsRoot) {
    public static final String OWNER_LABEL = "nokube.io/owner";
    public static final String PROJECT_LABEL = "nokube.io/project";

    /// An annotation, of namespaces and of apps: the project's number.
    public static final String PROJECT_ID = "nokube.io/project-id";

    /// What pods of a namespace are held to: `restricted`, unless an administrator has lowered it.
    public static final String POD_SECURITY = "pod-security.kubernetes.io/enforce";

    public static final String BASELINE = "baseline";

    public static Tenant of(String namespace, Map<String, String> labels) {
        String level = labels.get(POD_SECURITY);
        boolean allowsRoot = BASELINE.equals(level) || "privileged".equals(level);
        String owner = labels.get(OWNER_LABEL);
        String project = labels.get(PROJECT_LABEL);
        if (owner != null) {
            return new Tenant(owner, project == null ? namespace : project, true, allowsRoot);
        }
        int hyphen = namespace.indexOf('-');
        if (hyphen > 0
                && Username.isValid(namespace.substring(0, hyphen))
                && ProjectName.isValid(namespace.substring(hyphen + 1))) {
            return new Tenant(namespace.substring(0, hyphen), namespace.substring(hyphen + 1), false, allowsRoot);
        }
        return new Tenant(null, namespace, false, allowsRoot);
    }

    /// `<project>-<user>`, the part of a host that says whose it is.
    public String hostSuffix() {
        return user == null ? project : project + "-" + user;
    }
}
