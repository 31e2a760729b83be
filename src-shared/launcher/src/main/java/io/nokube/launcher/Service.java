package io.nokube.launcher;

import java.nio.file.Path;

/// The three services, in the order in which they are told about.
public enum Service {
    GATEWAY("gateway", 8080),
    BUILD("build-svc", 8081),
    MONITOR("monitor-svc", 8082);

    private final String module;
    private final int port;

    Service(String module, int port) {
        this.module = module;
        this.port = port;
    }

    public String module() {
        return module;
    }

    int defaultPort() {
        return port;
    }

    Path application(Path root) {
        return root.resolve(module).resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
    }

    /// Beside the jars that it holds for: the JVM takes it only while they are the same files, by size and time.
    Path cache(Path root) {
        return application(root).resolveSibling("app.aot");
    }

    /// What its JVM is given, as an argument file of the `java` command; the image has the same one.
    public Path jvmOptions(Path root) {
        return root.resolve(module).resolve("jvm.options");
    }

    /// Where the build leaves it, in the form given.
    public Path artifact(Path root, Form form) {
        return switch (form) {
            case JVM, TRAINING -> application(root);
            case AOT -> cache(root);
            case NATIVE -> root.resolve(module).resolve("target").resolve(module + "-0.1.0-SNAPSHOT-runner");
        };
    }
}
