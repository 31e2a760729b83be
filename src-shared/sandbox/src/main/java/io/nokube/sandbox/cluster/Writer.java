package io.nokube.sandbox.cluster;

/// How an object is to be written.
///
/// @param manager who writes, for `managedFields`
/// @param subresource `status` or `scale`, empty for the object itself
/// @param dryRun whether everything is done but the keeping
/// @param strict whether unknown fields are refused (`fieldValidation=Strict`) instead of dropped
/// @param force whether an apply takes over fields that others own
record Writer(String manager, String subresource, boolean dryRun, boolean strict, boolean force) {
    static Writer controller(String name) {
        return new Writer(name, "", false, false, false);
    }

    Writer at(String otherSubresource) {
        return new Writer(manager, otherSubresource, dryRun, strict, force);
    }

    boolean isStatus() {
        return subresource.equals("status");
    }
}
