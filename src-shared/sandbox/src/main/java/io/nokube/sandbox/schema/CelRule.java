package io.nokube.sandbox.schema;

import dev.cel.runtime.CelRuntime.Program;
import org.jspecify.annotations.Nullable;

/// One compiled entry of `x-kubernetes-validations`.
///
/// @param message what is said where the rule is broken
/// @param messageProgram computes the message instead, where there is one
/// @param reason as [Cause#reason]
/// @param fieldPath the field below the rule's own that is to blame, with a leading dot; empty for its own
/// @param transition whether it compares with the old object, so that it holds only for a change
record CelRule(
        Program program,
        String message,
        @Nullable Program messageProgram,
        String reason,
        String fieldPath,
        boolean transition) {}
