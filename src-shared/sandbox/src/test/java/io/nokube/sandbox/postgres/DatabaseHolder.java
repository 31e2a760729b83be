package io.nokube.sandbox.postgres;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Stores a row, says which server holds it, and waits to be killed.
final class DatabaseHolder {
    private DatabaseHolder() {}

    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0]);
        var database = EmbeddedDatabase.start(data);
        EmbeddedDatabaseIT.execute(database, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('committed')");
        var out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println("postmaster "
                + Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        Thread.sleep(Long.MAX_VALUE);
    }
}
