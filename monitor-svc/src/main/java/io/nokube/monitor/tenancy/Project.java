package io.nokube.monitor.tenancy;

import io.nokube.names.ProjectName;
import io.nokube.names.Username;

/// A project, as a deployment names it.
public record Project(long id, ProjectName name, Username owner) {}
