/// Which branches a repository has, for those who choose one.
///
/// Costs few requests of GitHub's limit, and none where it would be missed for builds. Start at
/// [io.nokube.build.branch.Branches].
@NullMarked
package io.nokube.build.branch;

import org.jspecify.annotations.NullMarked;
