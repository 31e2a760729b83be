package io.nokube.monitor.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every directory of `golden/` against its expected files. `-Dgolden.update` writes them anew, and fails once, so that
/// nobody commits what he has not read.
class GoldenTest {
    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    @TestFactory
    Stream<DynamicContainer> cases() {
        return GoldenCase.all().map(test -> {
            Map<String, String> outputs = test.outputs();
            Stream<DynamicTest> files = outputs.entrySet().stream()
                    .map(output -> DynamicTest.dynamicTest(
                            output.getKey(),
                            () -> compare(test.directory.resolve(output.getKey()), output.getValue())));
            DynamicTest unused = DynamicTest.dynamicTest("no other file", () -> unused(test, outputs));
            return DynamicContainer.dynamicContainer(test.toString(), Stream.concat(files, Stream.of(unused)));
        });
    }

    private static void compare(Path file, String actual) throws IOException {
        String expected = Files.exists(file) ? Files.readString(file) : "";
        if (UPDATE && !expected.equals(actual)) {
            Files.writeString(file, actual);
        }
        assertThat(actual).as("%s", file).isEqualTo(expected);
    }

    private static void unused(GoldenCase test, Map<String, String> outputs) throws IOException {
        try (Stream<Path> files = Files.list(test.directory)) {
            List<Path> unused = files.filter(
                            file -> file.getFileName().toString().startsWith("out-"))
                    .filter(file -> !outputs.containsKey(file.getFileName().toString()))
                    .toList();
            if (UPDATE) {
                for (Path file : unused) {
                    Files.delete(file);
                }
            }
            assertThat(unused).isEmpty();
        }
    }
}
