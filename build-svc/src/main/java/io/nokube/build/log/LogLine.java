package io.nokube.build.log;

/// One line of a log, without the timestamp that GitHub puts before it.
///
/// @param step the name of the step that printed it
record LogLine(String step, String text) {}
