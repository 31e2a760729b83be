package io.nokube.build.api;

import io.nokube.build.Build;
import io.nokube.build.BuildId;
import io.nokube.build.BuildSpec;
import io.nokube.build.ImageName;
import io.nokube.build.Recipe;
import io.nokube.build.project.Project;
import io.nokube.build.project.Projects;
import io.nokube.build.source.GitRefName;
import io.nokube.build.source.Platform;
import io.nokube.build.store.BuildRepository;
import io.nokube.build.store.IdSource;
import io.nokube.build.store.RequestKey;
import io.nokube.names.ProjectName;
import io.nokube.names.ServiceName;
import io.nokube.names.Username;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Builds that a push starts, where the project asks for it: each of its services once more, as it was built last, from
/// the branch that was pushed. A project that was never built gets one service, of the project's own name.
@ApplicationScoped
public class AutoBuilds {
    private static final Logger LOG = Logger.getLogger(AutoBuilds.class);

    private final Projects projects;
    private final BuildRepository builds;
    private final ImageName images;
    private final IdSource ids;
    private final Clock clock;

    public AutoBuilds(Projects projects, BuildRepository builds, ImageName images, IdSource ids, Clock clock) {
        this.projects = projects;
        this.builds = builds;
        this.images = images;
        this.ids = ids;
        this.clock = clock;
    }

    /// Starts what a push asks for, of every project that it can. A push that is told of twice starts each build once.
    /// Fails where a project is left: then it is to be asked again.
    ///
    /// @param commit the branch's new head
    public Uni<Void> start(String repositoryUrl, String branch, String commit) {
        if (!GitRefName.isValid(branch)) {
            return Uni.createFrom().voidItem();
        }
        return projects.builtOnPush(repositoryUrl)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(project -> start(project, repositoryUrl, branch, commit)
                        .map(done -> true)
                        .onFailure()
                        .recoverWithItem(failure -> {
                            LOG.warnf(failure, "The push of %s started no build of project %d", commit, project.id());
                            return false;
                        }))
                .collect()
                .asList()
                .invoke(all -> {
                    if (all.contains(false)) {
                        throw new IllegalStateException("Not every build of the push of " + commit + " was started");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> start(Project project, String repositoryUrl, String branch, String commit) {
        return builds.newestOfServices(project.id())
                .map(found -> found.isEmpty()
                        ? List.of(first(project, branch))
                        : found.stream()
                                .map(Build::spec)
                                .filter(spec -> spec.repositoryUrl().equalsIgnoreCase(repositoryUrl))
                                .map(spec -> pushed(spec, project.owner(), branch))
                                .toList())
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(spec -> start(spec, commit))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> start(BuildSpec spec, String commit) {
        String key = "push:" + spec.projectId() + ":" + spec.serviceName() + ":" + commit;
        return builds.byKey(spec.requestedBy(), key).chain(known -> {
            if (known.isPresent()) {
                return Uni.createFrom().voidItem();
            }
            return builds.estimate(spec.projectId(), spec.serviceName())
                    .map(estimate -> Build.accepted(
                            new BuildId(ids.next()),
                            spec,
                            estimate,
                            clock.instant().truncatedTo(ChronoUnit.MICROS)))
                    .invoke(build -> LOG.infof("Build %s is started by the push of %s", build.id(), commit))
                    .chain(build -> builds.insert(build, new RequestKey(key, commit)))
                    // Another replica was told of the same push, and was faster.
                    .onFailure()
                    .recoverWithUni(failure -> builds.byKey(spec.requestedBy(), key)
                            .map(now -> now.orElseThrow(() -> new IllegalStateException(failure)))
                            .replaceWithVoid());
        });
    }

    private static BuildSpec pushed(BuildSpec last, String owner, String branch) {
        return new BuildSpec(
                last.projectId(),
                last.owner(),
                owner,
                last.serviceName(),
                last.repositoryUrl(),
                branch,
                last.recipe(),
                last.contextPath(),
                last.image(),
                last.buildArgs(),
                last.platforms(),
                null);
    }

    private BuildSpec first(Project project, String branch) {
        ServiceName service = new ServiceName(project.name());
        return new BuildSpec(
                project.id(),
                project.owner(),
                project.owner(),
                service.value(),
                project.repositoryUrl(),
                branch,
                new Recipe.RepositoryDockerfile(BuildRequest.DEFAULT_DOCKERFILE),
                BuildRequest.DEFAULT_CONTEXT,
                images.of(
                        new Username(project.owner()),
                        new ProjectName(project.name()),
                        service,
                        BuildRequest.DEFAULT_TAG),
                Map.of(),
                List.of(Platform.DEFAULT),
                null);
    }
}
