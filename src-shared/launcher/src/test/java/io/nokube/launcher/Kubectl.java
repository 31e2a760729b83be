package io.nokube.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The real kubectl, where it is installed.
final class Kubectl {
    private Kubectl() {}

    static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, "kubectl").canExecute());
    }

    static void apply(Path kubeconfig, Path file) throws IOException, InterruptedException {
        run("--kubeconfig", kubeconfig.toString(), "apply", "-f", file.toString());
    }

    /// What it printed, of both kinds.
    ///
    /// @throws IllegalStateException with what it printed, where it failed
    static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }
}
