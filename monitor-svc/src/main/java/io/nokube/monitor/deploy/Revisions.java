package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.diff.Tree;
import io.nokube.monitor.revision.RevisionHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The releases of an app that can be gone back to, newest first, in the form of a list.
///
/// @param nextCursor always null: there are never more than one page of them
public record Revisions(
        List<Item> items, @Schema(nullable = true) @Nullable String nextCursor, long total) {
    /// One release.
    ///
    /// @param current whether the spec asks for it
    /// @param lastGood whether it is the last that all pods ran and were ready with
    /// @param spec all that makes the release, as it stands in the NoKubeApp
    @Schema(name = "Revision")
    public record Item(
            long revision,
            String imageName,
            Instant createdAt,
            boolean current,
            boolean lastGood,

            @Schema(description = "As it stands in the NoKubeApp")
            Map<String, Object> spec) {}

    static Revisions of(NoKubeApp app, RevisionHistory history) {
        NoKubeAppStatus status = app.getStatus();
        Long current = status == null ? null : status.revision();
        Long good = status == null ? null : status.lastGoodRevision();
        List<Item> items = history.revisions().reversed().stream()
                .map(revision -> item(revision, current, good))
                .toList();
        return new Revisions(items, null, items.size());
    }

    private static Item item(ControllerRevision revision, @Nullable Long current, @Nullable Long good) {
        Map<String, Object> spec = Tree.of(revision.getData());
        return new Item(
                revision.getRevision(),
                String.valueOf(spec.get("image")),
                Instant.parse(revision.getMetadata().getCreationTimestamp()),
                Objects.equals(revision.getRevision(), current),
                Objects.equals(revision.getRevision(), good),
                spec);
    }
}
