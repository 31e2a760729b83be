package io.nokube.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Says whose a data directory is, by a lock beside it that the system itself lets go of when its holder dies. Without
/// it a second `./nokube up` would take the first one's running server for a leftover and stop it.
record DirectoryClaim(FileChannel channel) implements AutoCloseable {

    static DirectoryClaim of(Path directory) {
        var file = directory.resolveSibling(directory.getFileName() + ".lock");
        try {
            Files.createDirectories(directory);
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new DirectoryClaim(channel);
            }
            channel.close();
            throw new IllegalStateException("another process is using the database in " + directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the database directory " + directory + " cannot be used", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
