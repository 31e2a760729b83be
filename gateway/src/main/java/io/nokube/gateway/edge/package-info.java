/// What every request to the gateway passes first: limits, origin, trace, and the headers of every answer.
///
/// Knows neither users nor services. Start at [io.nokube.gateway.edge.EdgeFilters].
@NullMarked
package io.nokube.gateway.edge;

import org.jspecify.annotations.NullMarked;
