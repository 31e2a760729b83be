package io.nokube.build.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A row of the append-only `build_event`. [EventLog] reads it.
@Entity(name = "EventRow")
@Table(name = "build_event")
@SuppressWarnings("NullAway.Init")
class EventRow {
    @EmbeddedId
    Key key;

    String type;

    String data;

    boolean last;

    @Column(name = "created_at")
    Instant createdAt;

    /// Sequence numbers are given under the lock of the build's row, so that their order is the order of commits.
    @Embeddable
    record Key(
            @Column(name = "build_id") UUID buildId,
            @Column(name = "seq") int seq) {}
}
