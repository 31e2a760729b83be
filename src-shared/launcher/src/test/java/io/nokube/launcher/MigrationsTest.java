package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The previous version goes on serving on a schema that the next one has already changed: migrations only add.
class MigrationsTest {
    /// What looks as if it took something away and does not, with why.
    private static final Map<String, List<String>> HARMLESS = Map.of(
            // Rows that refer to a removed project or build go with it instead of keeping it: what the previous version
            // stores it can store still.
            "build-svc V3__cancel_retry_and_removal.sql",
            List.of(
                    "alter table build drop constraint build_project_id_fkey, add constraint build_project_id_fkey"
                            + " foreign key (project_id) references project (id) on delete cascade",
                    "alter table build_event drop constraint build_event_build_id_fkey, add constraint"
                            + " build_event_build_id_fkey foreign key (build_id) references build (id) on delete"
                            + " cascade"),
            // Over a column of the same file, only where it is filled, which the previous version does not do.
            "build-svc V8__pushed_logs_and_results.sql",
            List.of("create unique index build_log_chunk_event on build_log_chunk (build_id, event_seq)"
                    + " where event_seq is not null"),
            // Over a column that the database fills with numbers that are different.
            "gateway V4__account_ends.sql",
            List.of("create unique index users_newest_first on users (number desc)"));

    @TestFactory
    Stream<DynamicTest> thePreviousVersionGetsOnWith() {
        List<Migration> all = Stream.of("gateway", "build-svc")
                .flatMap(service -> Migration.of(service).stream())
                .toList();
        assertThat(all).extracting(Migration::name).containsAll(HARMLESS.keySet());
        return all.stream()
                .map(migration -> DynamicTest.dynamicTest(
                        migration.name(),
                        () -> assertThat(migration.breaking())
                                .as(
                                        "%s: add only; take away in a later release, when no version reads it any more",
                                        migration.name())
                                .isEqualTo(HARMLESS.getOrDefault(migration.name(), List.of()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table build",
                "DROP INDEX build_active",
                "alter table build drop column status",
                "alter table build\n  add column a text,\n  drop column b",
                "alter table build rename to builds",
                "alter table build rename column status to state",
                "alter table build alter column status set not null",
                "alter table build alter status type integer using 0",
                "alter table build alter column status set data type integer",
                "alter table build add column a text not null",
                "alter table build add a text not null, add column b text not null default ''",
                "alter table build add constraint a check (b > 0)",
                "alter table build add unique (a)",
                "create unique index a on build (b)",
                "create table a (b text); create unique index a on build(b)",
                "truncate build",
                "alter type status rename value 'a' to 'b'",
                "revoke select on build from public"
            })
    void isFound(String sql) {
        assertThat(new Migration("x", sql + ";").breaking()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (b text not null unique)",
                "create table a (b text); alter table a drop column b",
                "create table a (b text); create unique index c on a (b)",
                "alter table build add column a text",
                "alter table build add column a text not null default ''",
                "alter table build add column a bigint not null generated always as identity",
                "alter table build alter column a drop not null",
                "alter table build alter column a drop default",
                "create index a on build (b)",
                "insert into a (b) select c from d",
                "-- drop table build\ncreate index a on build (b)"
            })
    void isLetThrough(String sql) {
        assertThat(new Migration("x", sql + ";").breaking()).isEmpty();
    }

    @Test
    void bothServicesHaveSome() {
        assertThat(Migration.of("gateway")).isNotEmpty();
        assertThat(Migration.of("build-svc")).isNotEmpty();
    }
}
