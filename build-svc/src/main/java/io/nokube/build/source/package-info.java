/// Where a build's source comes from: git refs, paths in a repository, platforms.
///
/// Pure values and their rules. Start at [io.nokube.build.source.GitRefName].
@NullMarked
package io.nokube.build.source;

import org.jspecify.annotations.NullMarked;
