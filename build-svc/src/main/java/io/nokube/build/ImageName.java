package io.nokube.build;

import io.nokube.names.ImageReference;
import io.nokube.names.Naming;
import io.nokube.names.ProjectName;
import io.nokube.names.ServiceName;
import io.nokube.names.Username;

/// Where images go: the registry and the account in it.
public record ImageName(String registry, String registryNamespace) {
    /// `<registry>/<namespace>/<username>-<project>-<service>:<tag>`.
    public String of(Username owner, ProjectName project, ServiceName service, String tag) {
        return Naming.imageFullName(registry, registryNamespace, owner, project, service, tag);
    }

    /// Whether names made from this are names of images.
    public boolean isValid() {
        try {
            ImageReference.parse(of(new Username("me"), new ProjectName("app"), new ServiceName("web"), "latest"));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
