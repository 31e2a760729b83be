/// GitHub as a port in NoKube's words, and the adapter that speaks its REST API.
///
/// GitHub's JSON never leaves this package, and nothing here decides what becomes of a build. Start at
/// [io.nokube.build.github.GitHub].
@NullMarked
package io.nokube.build.github;

import org.jspecify.annotations.NullMarked;
