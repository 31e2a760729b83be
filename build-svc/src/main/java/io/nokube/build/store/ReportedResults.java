package io.nokube.build.store;

import io.nokube.build.BuildId;
import io.nokube.build.RunResult;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/// What runs said they made, before they were over.
@ApplicationScoped
public class ReportedResults {
    private static final String NOTE = """
            insert into build.build_result (build_id, digest, commit_sha, reported_at) values ($1, $2, $3, $4)
            on conflict (build_id) do nothing""";
    private static final String FIND = "select digest, commit_sha from build.build_result where build_id = $1";

    private final Pool database;
    private final Clock clock;

    public ReportedResults(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Notes it, and says whether it is the one that counts: the first.
    public Uni<Boolean> report(BuildId build, RunResult result) {
        Tuple row = Tuple.of(
                build.value(), result.digest(), result.commit(), clock.instant().atOffset(ZoneOffset.UTC));
        return database.preparedQuery(NOTE)
                .execute(row)
                .chain(() -> find(build))
                .map(found -> found.filter(result::equals).isPresent());
    }

    public Uni<Optional<RunResult>> find(BuildId build) {
        return database.preparedQuery(FIND).execute(Tuple.of(build.value())).map(ReportedResults::first);
    }

    private static Optional<RunResult> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new RunResult(row.getString("digest"), row.getString("commit_sha")));
        }
        return Optional.empty();
    }
}
