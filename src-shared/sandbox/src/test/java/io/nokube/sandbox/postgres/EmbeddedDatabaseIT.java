package io.nokube.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path folder;

    @Test
    void aRowSurvivesAnOrdinaryRestart() throws Exception {
        try (var database = EmbeddedDatabase.start(folder.resolve("data"))) {
            execute(database, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('stays')");
        }
        try (var database = EmbeddedDatabase.start(folder.resolve("data"))) {
            assertThat(value(database, "SELECT word FROM kept")).isEqualTo("stays");
        }
    }

    @Test
    void writesDurablyAndListensOnLoopbackOnly() throws Exception {
        try (var database = EmbeddedDatabase.start(folder.resolve("data"))) {
            assertThat(value(database, "SHOW fsync")).isEqualTo("on");
            assertThat(value(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(value(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(value(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value(database, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void whatAKilledProcessStoredIsThereAfterTheNextStart() throws Exception {
        var data = folder.resolve("data");
        var child = child(data);
        var postmaster = Long.parseLong(readLineOf(child, "postmaster "));
        child.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(postmaster)).as("the orphan runs on").isPresent();
        try (var database = EmbeddedDatabase.start(data)) {
            assertThat(value(database, "SELECT word FROM kept")).isEqualTo("committed");
            assertThat(ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void aPidFileThatNamesSomebodyElseIsNoObstacleAndHarmsNobody() throws Exception {
        var data = folder.resolve("data");
        EmbeddedDatabase.start(data).close();
        var bystander = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(data.resolve("postmaster.pid"), bystander.pid() + "\n" + data + "\n");
            try (var database = EmbeddedDatabase.start(data)) {
                assertThat(value(database, "SELECT 1")).isEqualTo("1");
            }
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSecondStartOnADirectoryInUseIsRefusedAndTheFirstGoesOn() throws Exception {
        var data = folder.resolve("data");
        try (var first = EmbeddedDatabase.start(data)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(data))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another process is using the database");
            assertThat(value(first, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void twoTemporaryOnesRunSideBySideAndClosingTwiceDoesNothing() throws Exception {
        var first = EmbeddedDatabase.startTemporary();
        var second = EmbeddedDatabase.startTemporary();
        assertThat(first.url()).matches("postgresql://postgres:postgres@127\\.0\\.0\\.1:[0-9]+/postgres");
        assertThat(first.port()).isNotEqualTo(second.port());
        assertThat(value(second, "SELECT 1")).isEqualTo("1");
        for (var database : List.of(first, second)) {
            database.close();
            database.close();
            assertThat(answers(database.port())).isFalse();
        }
    }

    private static Process child(Path data) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DatabaseHolder.class.getName(),
                data.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String readLineOf(Process child, String prefix) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new IOException("the child ended without saying " + prefix);
    }

    static void execute(EmbeddedDatabase database, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String value(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
