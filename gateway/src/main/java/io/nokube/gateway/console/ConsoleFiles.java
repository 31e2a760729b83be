package io.nokube.gateway.console;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The console as it was built into this gateway: all of it, or nothing where it was built without npm.
final class ConsoleFiles {
    /// Written by the console's build; one path a line.
    private static final String LIST = "files.txt";

    private static final String COMPRESSED = ".gz";
    private static final String PAGE = "index.html";

    private final Map<String, ConsoleFile> byPath;

    private ConsoleFiles(Map<String, ConsoleFile> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    /// Reads what is in `folder` of the class path.
    static ConsoleFiles read(ClassLoader loader, String folder) {
        Buffer list = read(loader, folder, LIST);
        if (list == null) {
            return new ConsoleFiles(Map.of());
        }
        List<String> paths =
                ConsoleFile.text(list).lines().filter(line -> !line.isBlank()).toList();
        Map<String, ConsoleFile> files = new HashMap<>();
        for (String path : paths) {
            if (!path.endsWith(COMPRESSED)) {
                Buffer compressed = paths.contains(path + COMPRESSED) ? read(loader, folder, path + COMPRESSED) : null;
                files.put(path, file(path, read(loader, folder, path), compressed));
            }
        }
        return new ConsoleFiles(files);
    }

    boolean isThere() {
        return byPath.containsKey(PAGE);
    }

    /// The file at the request path `path`, such as `/assets/index-1a2b.js`.
    Optional<ConsoleFile> find(String path) {
        return Optional.ofNullable(byPath.get(path.substring(1)));
    }

    /// The one page that the whole console is.
    ConsoleFile page() {
        return find("/" + PAGE).orElseThrow();
    }

    private static ConsoleFile file(String path, @Nullable Buffer plain, @Nullable Buffer compressed) {
        if (plain == null) {
            throw new IllegalStateException("The console's list of files names " + path + ", which is not there");
        }
        boolean isWorth = compressed != null && compressed.length() < plain.length();
        return ConsoleFile.of(path, plain, isWorth ? compressed : null);
    }

    private static @Nullable Buffer read(ClassLoader loader, String folder, String path) {
        try (InputStream content = loader.getResourceAsStream(folder + "/" + path)) {
            return content == null ? null : Buffer.buffer(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The console's " + path + " cannot be read", e);
        }
    }
}
