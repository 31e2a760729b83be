package io.nokube.gateway.user;

import java.util.List;

/// How adding an account ended.
public sealed interface Added {
    record Done(User user) implements Added {}

    /// It clashes with an account that exists.
    ///
    /// @param fields which of `username` and `email` somebody has already
    record Taken(List<String> fields) implements Added {
        public Taken {
            fields = List.copyOf(fields);
        }
    }
}
