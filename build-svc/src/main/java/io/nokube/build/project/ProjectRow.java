package io.nokube.build.project;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `project`.
@Entity(name = "ProjectRow")
@Table(name = "project")
@SuppressWarnings("NullAway.Init")
class ProjectRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Integer id;

    String owner;

    String name;

    @Nullable
    String description;

    @Column(name = "repository_url")
    String repositoryUrl;

    @Nullable
    String framework;

    @Column(name = "auto_build")
    boolean autoBuild;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
