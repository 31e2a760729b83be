/// What the three services share at their HTTP edge: strict JSON, problems, the caller, event streams.
///
/// Nothing here knows a service; it may use Quarkus, which `nokube-shared` may not. Start at
/// [io.nokube.web.StrictJson] (how a body is read) and [io.nokube.web.ProblemMappers] (how an error leaves).
@NullMarked
package io.nokube.web;

import org.jspecify.annotations.NullMarked;
