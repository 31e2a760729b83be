/// Projects: what a user builds and deploys together.
///
/// May ask for builds, never change one. Start at [io.nokube.build.project.ProjectResource].
@NullMarked
package io.nokube.build.project;

import org.jspecify.annotations.NullMarked;
