package io.nokube.monitor.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReasonsPageTest {
    private static final Path FILE =
            Path.of(System.getProperty("nokube.root", "..")).resolve("docs/reasons.md");

    private static final String HEAD = """
            # Why an app is not ready

            <!-- Generated from io.nokube.monitor.status.Reason by ReasonsPageTest; run it with -Dgolden.update to write it anew. -->

            The reason is in the app's conditions (`kubectl get nka -o wide`); the category and what to do are in the `error` of
            `GET /api/v1/deployments/{id}` and in the console, beside the sentence that says what it is in this case.

            | reason | category | what to do |
            | --- | --- | --- |
            """;

    @Test
    void thePageHasEveryFailure() throws IOException {
        String page = HEAD
                + Arrays.stream(Reason.values())
                        .filter(reason -> reason.category().isPresent())
                        .map(reason -> "| `%s` | `%s` | %s |\n"
                                .formatted(reason.word(), reason.category().orElseThrow(), reason.hint()))
                        .collect(Collectors.joining());
        assertThat(page).contains("| `CrashLoop` | `crash_loop` |");
        String written = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (System.getProperty("golden.update") != null && !page.equals(written)) {
            Files.writeString(FILE, page);
            written = page;
        }
        assertThat(written).as("%s (rewrite it with -Dgolden.update)", FILE).isEqualTo(page);
    }
}
