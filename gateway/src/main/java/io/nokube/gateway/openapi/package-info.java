/// The one OpenAPI document: what the services and the gateway say about their endpoints, put together.
///
/// Describes and never routes; `OpenApiMerge` and what it uses are pure. Start at
/// [io.nokube.gateway.openapi.OpenApiMerge].
@NullMarked
package io.nokube.gateway.openapi;

import org.jspecify.annotations.NullMarked;
