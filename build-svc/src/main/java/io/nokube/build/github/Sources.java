package io.nokube.build.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.names.RepositoryUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What GitHub shows everybody of the repositories that users build from. Waits for its answers.
///
/// Of a private one it tells nothing, even where NoKube's own token could read it: whoever names a repository here need
/// not be somebody who may see it.
@ApplicationScoped
public class Sources {
    private static final int PAGE = 100;
    private static final String LINK = "Link";

    private final RestGitHub gitHub;
    private final ObjectMapper mapper;

    Sources(RestGitHub gitHub, ObjectMapper mapper) {
        this.gitHub = gitHub;
        this.mapper = mapper;
    }

    /// @param branches by name, at most a hundred
    /// @param complete whether these are all
    public record Source(String defaultBranch, List<String> branches, boolean complete) {}

    /// [Answer.Missing] where there is no public repository of this name; [Answer.Unavailable] also where only its
    /// branches are not told.
    public Answer<Source> look(RepositoryUrl url) {
        Optional<Reply> repository = gitHub.read("repository", "/repos/" + url.fullName());
        if (repository.isEmpty()) {
            return unavailable();
        }
        Reply reply = repository.get();
        if (reply.status() == 404 || reply.status() == 451) {
            return new Answer.Missing<>();
        }
        Optional<JsonNode> json = reply.isSuccess() ? read(reply.body()) : Optional.empty();
        if (json.isEmpty() || !json.get().path("private").isBoolean()) {
            return unavailable();
        }
        return json.get().path("private").asBoolean()
                ? new Answer.Missing<>()
                : branches(url, json.get().path("default_branch").asText("main"));
    }

    private Answer<Source> branches(RepositoryUrl url, String defaultBranch) {
        return gitHub.read("branches", "/repos/" + url.fullName() + "/branches?per_page=" + PAGE)
                .filter(Reply::isSuccess)
                .<Answer<Source>>flatMap(reply -> read(reply.body())
                        .filter(JsonNode::isArray)
                        .map(list -> new Answer.Found<>(source(defaultBranch, list, hasNext(reply)))))
                .orElseGet(Sources::unavailable);
    }

    private static Source source(String defaultBranch, JsonNode list, boolean hasMore) {
        List<String> names = new ArrayList<>();
        list.forEach(branch -> {
            String name = branch.path("name").asText("");
            if (!name.isEmpty()) {
                names.add(name);
            }
        });
        return new Source(defaultBranch, List.copyOf(names), !hasMore);
    }

    private static boolean hasNext(Reply reply) {
        String link = reply.headers().get(LINK);
        return link != null && link.contains("rel=\"next\"");
    }

    private static <T> Answer<T> unavailable() {
        return new Answer.Unavailable<>("GitHub did not tell", null);
    }

    private Optional<JsonNode> read(String body) {
        try {
            return Optional.ofNullable(mapper.readTree(body));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
