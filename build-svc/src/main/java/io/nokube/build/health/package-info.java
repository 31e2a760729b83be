/// Whether this service can do its work.
///
/// Looks, and changes nothing. Start at [io.nokube.build.health.GitHubReadiness].
@NullMarked
package io.nokube.build.health;

import org.jspecify.annotations.NullMarked;
