/// What tests of every module share: the architecture rules, and a clock that a test moves.
///
/// Test scope only: no service may depend on it. Start at [io.nokube.testkit.HouseRules].
@NullMarked
package io.nokube.testkit;

import org.jspecify.annotations.NullMarked;
