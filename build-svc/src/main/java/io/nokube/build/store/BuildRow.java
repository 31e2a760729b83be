package io.nokube.build.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `build`. [BuildRows] reads and writes it.
@Entity(name = "BuildRow")
@Table(name = "build")
@SuppressWarnings("NullAway.Init")
class BuildRow {
    @Id
    UUID id;

    @Column(name = "project_id")
    int projectId;

    String owner;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "service_name")
    String serviceName;

    @Column(name = "repository_url")
    String repositoryUrl;

    String branch;

    @Column(name = "dockerfile_path")
    @Nullable
    String dockerfilePath;

    @Column(name = "dockerfile_content")
    @Nullable
    String dockerfileContent;

    @Column(name = "context_path")
    String contextPath;

    String image;

    @Column(name = "build_args")
    String buildArgs;

    String platforms;

    @Column(name = "estimated_duration")
    @Nullable
    Integer estimatedDuration;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "idempotency_key")
    @Nullable
    String idempotencyKey;

    @Column(name = "request_hash")
    @Nullable
    String requestHash;

    String state;

    String status;

    int attempts;

    @Column(name = "sent_at")
    @Nullable
    Instant sentAt;

    boolean acknowledged;

    @Column(name = "denied_since")
    @Nullable
    Instant deniedSince;

    @Column(name = "run_id")
    @Nullable
    Long runId;

    @Column(name = "run_url")
    @Nullable
    String runUrl;

    @Column(name = "missing_since")
    @Nullable
    Instant missingSince;

    @Column(name = "cancel_requested_at")
    @Nullable
    Instant cancelRequestedAt;

    @Column(name = "cancel_asked")
    @Nullable
    String cancelAsked;

    @Column(name = "retry_of")
    @Nullable
    UUID retryOf;

    @Nullable
    String conclusion;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "image_digest")
    @Nullable
    String imageDigest;

    @Column(name = "commit_sha")
    @Nullable
    String commitSha;

    @Nullable
    String failure;

    String steps;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Column(name = "last_event")
    int lastEvent;
}
