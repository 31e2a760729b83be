package io.nokube.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// The real kubectl, where it is installed.
final class Kubectl {
    private Kubectl() {}

    static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, "kubectl").canExecute());
    }

    static void apply(Path kubeconfig, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "kubectl", "--kubeconfig", kubeconfig.toString(), "apply", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("kubectl apply failed: " + output);
        }
    }
}
