/// The words NoKube's names are made of, as values that cannot be wrong.
///
/// A constructor refuses bad input with a sentence that says how to write it; nothing here touches the outside.
/// Start at [io.nokube.names.Naming], the only place that joins names.
@NullMarked
package io.nokube.names;

import org.jspecify.annotations.NullMarked;
