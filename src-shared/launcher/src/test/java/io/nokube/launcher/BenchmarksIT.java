package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./nokube bench` compiles the benchmarks when it runs them: what one of them uses may be gone by then.
class BenchmarksIT {
    private static final Path ROOT = Path.of("../..");

    @TempDir
    private Path classes;

    @ParameterizedTest
    @ValueSource(strings = {"build-svc", "gateway", "monitor-svc"})
    void benchmarksCompile(String service) throws IOException {
        List<Path> sources = files(ROOT.resolve(service).resolve("bench"), ".java");
        assertThat(sources).isNotEmpty();
        assertThat(errors(sources, classPath(service))).isEmpty();
    }

    /// As `nokube` puts it together.
    private static String classPath(String service) throws IOException {
        Path app = ROOT.resolve(service).resolve("target/quarkus-app/lib");
        return Stream.of(
                        Stream.of(
                                Path.of("target/classes"), ROOT.resolve(service).resolve("target/classes")),
                        files(Path.of("target/lib"), ".jar").stream(),
                        files(app.resolve("main"), ".jar").stream(),
                        files(app.resolve("boot"), ".jar").stream())
                .flatMap(entries -> entries)
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private String errors(List<Path> sources, String classPath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            boolean isCompiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            return isCompiled ? "" : messages.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
