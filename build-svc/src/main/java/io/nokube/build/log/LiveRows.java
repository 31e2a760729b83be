package io.nokube.build.log;

import io.nokube.build.BuildId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.IntStream;

/// Appends the events that tell of lines: one statement for all of them, however many (`./nokube bench events`).
public final class LiveRows {
    private static final String APPEND = """
            insert into build.build_log_live (build_id, seq, event_seq, step, lines, text)
            select $1, seq, event_seq, step, lines, text
            from unnest($2::integer[], $3::integer[], $4::text[], $5::integer[], $6::text[])
                as pieces (seq, event_seq, step, lines, text)""";

    private LiveRows() {}

    /// @param pieces numbered from 1
    /// @param shown how many of the build's pieces came before these
    /// @param event the number of the first one's event
    public static Uni<Void> append(
            SqlConnection connection, BuildId build, List<LogChunk> pieces, int shown, int event) {
        Tuple rows = Tuple.tuple()
                .addUUID(build.value())
                .addArrayOfInteger(
                        pieces.stream().map(piece -> shown + piece.seq()).toArray(Integer[]::new))
                .addArrayOfInteger(
                        IntStream.range(event, event + pieces.size()).boxed().toArray(Integer[]::new))
                .addArrayOfString(pieces.stream().map(LogChunk::step).toArray(String[]::new))
                .addArrayOfInteger(pieces.stream().map(LogChunk::lines).toArray(Integer[]::new))
                .addArrayOfString(pieces.stream().map(LogChunk::text).toArray(String[]::new));
        return connection.preparedQuery(APPEND).execute(rows).replaceWithVoid();
    }
}
