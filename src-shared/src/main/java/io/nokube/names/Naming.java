package io.nokube.names;

import java.util.Locale;

/// The only place that joins names, so that what is derived from them cannot differ between services.
public final class Naming {
    private static final int HASH_LENGTH = 8;

    private Naming() {}

    /// The namespace of a project: `<username>-<project>`, at most 20 + 1 + 40 characters, inside Kubernetes' 63.
    public static String namespace(Username user, ProjectName project) {
        return user + "-" + project;
    }

    /// What a build of a service pushes: `<registry>/<namespace>/<username>-<project>-<service>:<tag>`.
    ///
    /// All but the tag is lower case, since a registry accepts nothing else there.
    public static String imageFullName(
            String registry,
            String registryNamespace,
            Username user,
            ProjectName project,
            ServiceName service,
            String tag) {
        String repository = registry + "/" + registryNamespace + "/" + user + "-" + project + "-" + service;
        return repository.toLowerCase(Locale.ROOT) + ":" + tag;
    }

    /// The host of an app under `domain` with host routing: `<service>-<project>-<username>.<domain>`.
    public static String host(ServiceName service, ProjectName project, Username user, String domain) {
        return fit(service + "-" + project + "-" + user, DnsLabel.MAX_LENGTH) + "." + domain;
    }

    /// The Secret with what a deploy request's `secrets` held.
    public static String secrets(String app) {
        return fit(app, DnsLabel.MAX_LENGTH - "-secrets".length()) + "-secrets";
    }

    /// The claim of an app's volume.
    public static String volume(String app) {
        return fit(app, DnsLabel.MAX_LENGTH - "-data".length()) + "-data";
    }

    /// `label` itself where it fits, else its beginning and eight hexadecimal digits of its SHA-256, so that two long
    /// names that begin alike stay apart.
    public static String fit(String label, int maxLength) {
        if (label.length() <= maxLength) {
            return label;
        }
        String head = label.substring(0, maxLength - HASH_LENGTH - 1).replaceAll("-+$", "");
        return head + "-" + Sha256.hex(label).substring(0, HASH_LENGTH);
    }
}
