package io.nokube.monitor.revision;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.desired.Labels;
import io.nokube.monitor.desired.Metadata;
import io.nokube.names.Naming;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The releases of one app, oldest first, kept as `ControllerRevision`s the way Kubernetes keeps those of a
/// StatefulSet:
/// one for each distinct release; a release that comes back gets the next number.
///
/// @param promised the number that whoever asked for the present release was told; 0 where nobody was
public record RevisionHistory(List<ControllerRevision> revisions, long promised) {
    /// How many releases can be gone back to.
    public static final int KEPT = 10;

    private static final String HASH_LABEL = "nokube.io/release";
    /// Leaves room for the hash in what may be 63 characters.
    private static final int NAME_LENGTH = 52;

    public RevisionHistory {
        revisions = revisions.stream()
                .sorted(Comparator.comparing(ControllerRevision::getRevision))
                .toList();
    }

    /// For whoever only looks at what is kept.
    public RevisionHistory(List<ControllerRevision> revisions) {
        this(revisions, 0);
    }

    /// The number that `release`, the present one, has, or will have.
    public long numberOf(Release release) {
        long last = revisions.isEmpty() ? 0 : revisions.getLast().getRevision();
        return isLast(release) ? last : Math.max(last + 1, promised);
    }

    /// The number of what follows the release `present`, of which nothing may have been kept yet.
    public long numberAfter(Release present, Release next) {
        long number = Math.max(numberOf(present), promised);
        return present.hash().equals(next.hash()) ? number : number + 1;
    }

    /// The release with this number; empty where it is no longer kept.
    public Optional<ControllerRevision> find(long number) {
        return revisions.stream()
                .filter(revision -> revision.getRevision() == number)
                .findFirst();
    }

    /// What has to be written so that `release` is the last of the history; nothing where it is.
    public Optional<ControllerRevision> missing(AppModel app, Release release) {
        if (isLast(release)) {
            return Optional.empty();
        }
        var labels = Labels.of(app);
        labels.put(HASH_LABEL, release.hash());
        return Optional.of(new ControllerRevisionBuilder()
                .withNewMetadataLike(Metadata.named(app, objectName(app.name(), release), labels))
                .withAnnotations(annotations(app, release))
                .endMetadata()
                .withRevision(numberOf(release))
                .withData(release.spec())
                .build());
    }

    /// The releases that are too many once `release` is the last.
    public List<ControllerRevision> outdated(Release release) {
        List<ControllerRevision> others = revisions.stream()
                .filter(revision -> !hash(revision).equals(release.hash()))
                .toList();
        return others.subList(0, Math.max(0, others.size() - (KEPT - 1)));
    }

    /// Where no secrets were deployed with the app, of what the Secrets held that it names.
    private static Map<String, String> annotations(AppModel app, Release release) {
        String secrets = release.secrets().isEmpty() ? app.secretsHash() : release.secrets();
        return secrets.isEmpty() ? Map.of() : Map.of(Release.SECRETS_HASH, secrets);
    }

    private boolean isLast(Release release) {
        return !revisions.isEmpty() && hash(revisions.getLast()).equals(release.hash());
    }

    private static String objectName(String app, Release release) {
        return Naming.fit(app, NAME_LENGTH) + "-" + release.hash();
    }

    private static String hash(ControllerRevision revision) {
        return revision.getMetadata().getLabels().getOrDefault(HASH_LABEL, "");
    }
}
