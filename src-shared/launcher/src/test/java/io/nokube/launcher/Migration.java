package io.nokube.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One file of SQL that Flyway runs, and what of it the previous version would stumble over.
///
/// While pods are replaced, both versions are at work on the new schema. The previous one knows nothing of what was
/// added, so it may be there; and it misses what was taken away.
///
/// @param name with its service: `build-svc V3__cancel_retry_and_removal.sql`
record Migration(String name, String sql) {
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern TABLE = Pattern.compile("^create table (?:if not exists )?(\\S+)");
    private static final Pattern ALTERED = Pattern.compile("^alter table (?:if exists )?(?:only )?(\\S+) (.*)$");
    private static final Pattern INDEXED = Pattern.compile("^create unique index .*? on (?:only )?([^\\s(]+)");

    /// What takes something away, renames it or makes it narrower.
    private static final List<Pattern> BREAKING = Stream.of(
                    "\\bdrop\\b(?! default\\b)(?! not null\\b)(?! expression\\b)(?! identity\\b)",
                    "\\brename\\b",
                    "\\bset not null\\b",
                    "\\balter (?:column )?\\S+ (?:set data )?type\\b",
                    "\\btruncate\\b",
                    "\\bset schema\\b",
                    "\\badd (?:constraint \\S+ )?(?:check|unique|primary key|exclude|foreign key)\\b")
            .map(Pattern::compile)
            .toList();

    private static final Pattern REQUIRED =
            Pattern.compile("\\badd (?:column )?(?:if not exists )?\\S+ [^,]*\\bnot null\\b[^,]*");
    private static final Pattern FILLED = Pattern.compile("\\bdefault\\b|\\bgenerated\\b");

    static List<Migration> of(String service) {
        Path folder = TestStack.root().resolve(service + "/src/main/resources/db/migration");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(file -> new Migration(service + " " + file.getFileName(), read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The statements that the previous version would not get on with, in small letters and on one line each. A table
    /// that the same file makes is unknown to it, and may be made in any way.
    List<String> breaking() {
        List<String> statements = statements();
        Set<String> made = new HashSet<>();
        statements.forEach(statement -> {
            Matcher table = TABLE.matcher(statement);
            if (table.find()) {
                made.add(table.group(1));
            }
        });
        return statements.stream()
                .filter(statement -> isBreaking(statement, made))
                .toList();
    }

    private static boolean isBreaking(String statement, Set<String> made) {
        Matcher altered = ALTERED.matcher(statement);
        if (altered.matches()) {
            return !made.contains(altered.group(1)) && (isAny(altered.group(2)) || isRequired(altered.group(2)));
        }
        Matcher indexed = INDEXED.matcher(statement);
        if (indexed.find()) {
            return !made.contains(indexed.group(1));
        }
        return statement.startsWith("drop ")
                || statement.startsWith("truncate ")
                || statement.startsWith("alter ")
                || statement.startsWith("revoke ");
    }

    private static boolean isAny(String change) {
        return BREAKING.stream().anyMatch(pattern -> pattern.matcher(change).find());
    }

    /// A column that must be filled, and that the previous version does not fill.
    private static boolean isRequired(String change) {
        return REQUIRED.matcher(change)
                .results()
                .anyMatch(match -> !FILLED.matcher(match.group()).find());
    }

    private List<String> statements() {
        return Arrays.stream(COMMENT.matcher(sql).replaceAll("").split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
