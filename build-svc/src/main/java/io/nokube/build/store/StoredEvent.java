package io.nokube.build.store;

/// An event of a build as it was written down.
///
/// @param seq its place among this build's events, from 1
/// @param data JSON
/// @param last whether nothing comes after it
public record StoredEvent(int seq, String type, String data, boolean last) {
    /// The build changed; the data is the whole build.
    public static final String STATUS = "status";
    /// A step changed; the data is the step.
    public static final String STEP = "step";
    /// A step printed something; the data is its lines. They are kept with the log, not with the other events.
    public static final String LOG = "log";
}
