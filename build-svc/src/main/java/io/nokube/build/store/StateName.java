package io.nokube.build.store;

import io.nokube.build.BuildState;
import java.util.Locale;

/// The states' names in the database.
enum StateName {
    PENDING,
    DISPATCHING,
    QUEUED,
    BUILDING,
    CANCELLING,
    FINISHING,
    SUCCESS,
    FAILED,
    CANCELLED;

    static StateName of(BuildState state) {
        return switch (state) {
            case BuildState.Pending _ -> PENDING;
            case BuildState.Dispatching _ -> DISPATCHING;
            case BuildState.Queued _ -> QUEUED;
            case BuildState.Building _ -> BUILDING;
            case BuildState.Cancelling _ -> CANCELLING;
            case BuildState.Finishing _ -> FINISHING;
            case BuildState.Success _ -> SUCCESS;
            case BuildState.Failed _ -> FAILED;
            case BuildState.Cancelled _ -> CANCELLED;
        };
    }

    static StateName ofColumn(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
