package io.nokube.validation;

/// A JSON request, as a record whose components are the fields (nullable where they may be left out).
///
/// The web edge reads it strictly (`StrictJson`): unknown fields, wrong types and what [#check] finds are answered
/// together in one 400. A handler therefore only ever sees a body that passed.
public interface RequestBody {
    /// Adds what is wrong to `violations`. Every component may still be null, also a required one.
    void check(Violations violations);
}
