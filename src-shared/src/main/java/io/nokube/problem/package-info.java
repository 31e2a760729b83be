/// RFC 9457 problems: the one shape of every error that leaves NoKube.
///
/// Data and the catalogue only; `io.nokube.web` turns exceptions into them. Start at
/// [io.nokube.problem.ProblemType], which lists every kind of error there is.
@NullMarked
package io.nokube.problem;

import org.jspecify.annotations.NullMarked;
