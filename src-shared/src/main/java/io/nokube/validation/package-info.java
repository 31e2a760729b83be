/// Collecting everything that is wrong with a request, so that it can be said in one answer.
///
/// Pure. Start at [io.nokube.validation.RequestBody], which every JSON request implements.
@NullMarked
package io.nokube.validation;

import org.jspecify.annotations.NullMarked;
