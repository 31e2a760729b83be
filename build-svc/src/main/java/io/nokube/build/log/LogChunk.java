package io.nokube.build.log;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Lines that one step printed one after the other.
///
/// @param seq from 1, across the whole log
/// @param lines how many there are in `text`, each with its line break
@Schema(name = "LogChunk")
@RegisterForReflection
public record LogChunk(int seq, String step, int lines, String text) {}
