package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModel.Volume;

/// The volume. It is the app's own only where it is to go with it.
final class VolumeClaimManifest {
    private VolumeClaimManifest() {}

    static PersistentVolumeClaim of(AppModel app, Volume volume) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(
                        volume.deleted()
                                ? Metadata.named(app, volume.name(), Labels.of(app))
                                : Metadata.unowned(app, volume.name(), Labels.of(app)))
                .withNewSpec()
                .withAccessModes(volume.shared() ? "ReadWriteMany" : "ReadWriteOnce")
                .withStorageClassName(volume.className())
                .withNewResources()
                .addToRequests("storage", volume.size())
                .endResources()
                .endSpec()
                .build();
    }
}
