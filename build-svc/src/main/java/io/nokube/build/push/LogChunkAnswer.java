package io.nokube.build.push;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What became of a chunk that was pushed.
///
/// @param nextSequence the first chunk that is still missing
@Schema(name = "LogChunkAnswer")
public record LogChunkAnswer(int nextSequence) {}
