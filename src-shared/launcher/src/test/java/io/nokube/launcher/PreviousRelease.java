package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/// What is upgraded from: the last tag before this commit, or what `-Dnokube.previous=<commit>` names. Before the first
/// release it is the first commit that could be installed with kubectl and with Helm.
///
/// @param commit empty where the history is not there, as in a shallow clone
record PreviousRelease(String commit) {
    static PreviousRelease find() throws Exception {
        String named = System.getProperty("nokube.previous", "");
        return new PreviousRelease(
                named.isEmpty()
                        ? Guide.run(TestStack.root(), """
                git describe --tags --abbrev=0 --match 'v[0-9]*' HEAD^ 2>/dev/null \
                  || git log --diff-filter=A --format=%h --reverse -- k8s/chart/Chart.yaml 2>/dev/null \
                  || true
                """).lines().findFirst().orElse("")
                        : named);
    }

    boolean isKnown() {
        return !commit.isEmpty();
    }

    /// Leaves its `k8s` in the folder.
    void unpack(Path folder) throws Exception {
        String copy = "git archive %s k8s | tar -x -C %s".formatted(commit, folder);
        assertThat(Guide.run(TestStack.root(), copy)).isEmpty();
    }
}
