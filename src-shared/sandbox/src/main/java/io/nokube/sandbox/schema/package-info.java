/// Treats custom resources as the schema of a CustomResourceDefinition says: pruning, defaults, validation and CEL
/// rules.
/// It knows JSON only, and may not know HTTP, the cluster's store or NoKube's own kinds.
/// Start at [ResourceSchema].
@NullMarked
package io.nokube.sandbox.schema;

import org.jspecify.annotations.NullMarked;
