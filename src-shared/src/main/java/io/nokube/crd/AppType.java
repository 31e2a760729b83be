package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What kind of program an app is; it decides how the app is exposed where the spec does not say.
public enum AppType {
    /// Serves people: exposed outside the cluster by default.
    @JsonProperty("web")
    WEB,
    /// Serves other apps: reachable inside the cluster by default.
    @JsonProperty("api")
    API,
    /// Serves nobody: no Service by default.
    @JsonProperty("worker")
    WORKER
}
