package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What becomes of an app's volume when the app is deleted.
public enum StorageCleanup {
    /// The volume and what is on it stay.
    @JsonProperty("Retain")
    RETAIN,
    /// The volume goes with the app.
    @JsonProperty("Delete")
    DELETE
}
