package io.nokube.sandbox.github;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/// A repository and its owner, with the many addresses that GitHub puts into each.
record RepositoryJson(String base, RepositoryName name) {
    private static final int ID = 4_711;
    private static final String CREATED = "2025-01-01T00:00:00Z";
    private static final Map<String, String> ADDRESSES = Map.ofEntries(
            Map.entry("archive_url", "/{archive_format}{/ref}"),
            Map.entry("assignees_url", "/assignees{/user}"),
            Map.entry("blobs_url", "/git/blobs{/sha}"),
            Map.entry("branches_url", "/branches{/branch}"),
            Map.entry("collaborators_url", "/collaborators{/collaborator}"),
            Map.entry("comments_url", "/comments{/number}"),
            Map.entry("commits_url", "/commits{/sha}"),
            Map.entry("compare_url", "/compare/{base}...{head}"),
            Map.entry("contents_url", "/contents/{+path}"),
            Map.entry("contributors_url", "/contributors"),
            Map.entry("deployments_url", "/deployments"),
            Map.entry("downloads_url", "/downloads"),
            Map.entry("events_url", "/events"),
            Map.entry("forks_url", "/forks"),
            Map.entry("git_commits_url", "/git/commits{/sha}"),
            Map.entry("git_refs_url", "/git/refs{/sha}"),
            Map.entry("git_tags_url", "/git/tags{/sha}"),
            Map.entry("hooks_url", "/hooks"),
            Map.entry("issue_comment_url", "/issues/comments{/number}"),
            Map.entry("issue_events_url", "/issues/events{/number}"),
            Map.entry("issues_url", "/issues{/number}"),
            Map.entry("keys_url", "/keys{/key_id}"),
            Map.entry("labels_url", "/labels{/name}"),
            Map.entry("languages_url", "/languages"),
            Map.entry("merges_url", "/merges"),
            Map.entry("milestones_url", "/milestones{/number}"),
            Map.entry("notifications_url", "/notifications{?since,all,participating}"),
            Map.entry("pulls_url", "/pulls{/number}"),
            Map.entry("releases_url", "/releases{/id}"),
            Map.entry("stargazers_url", "/stargazers"),
            Map.entry("statuses_url", "/statuses/{sha}"),
            Map.entry("subscribers_url", "/subscribers"),
            Map.entry("subscription_url", "/subscription"),
            Map.entry("tags_url", "/tags"),
            Map.entry("teams_url", "/teams"),
            Map.entry("trees_url", "/git/trees{/sha}"));
    private static final List<String> USER_ADDRESSES = List.of(
            "followers",
            "following",
            "gists",
            "starred",
            "subscriptions",
            "organizations",
            "repos",
            "events",
            "received_events");

    /// Some are: there is no other way to say so here.
    private boolean isPrivate() {
        return name.name().startsWith("private");
    }

    String url() {
        return base + "/repos/" + name.full();
    }

    JsonObject minimal() {
        var json = new JsonObject()
                .put("id", ID)
                .put("node_id", "R_" + ID)
                .put("name", name.name())
                .put("full_name", name.full())
                .put("private", isPrivate())
                .put("owner", user(base, name.owner()))
                .put("html_url", base + "/" + name.full())
                .put("description", null)
                .put("fork", false)
                .put("url", url());
        ADDRESSES.forEach((field, rest) -> json.put(field, url() + rest));
        return json;
    }

    JsonObject full() {
        var page = base + "/" + name.full();
        var json = minimal();
        List.of("forks", "forks_count", "open_issues", "open_issues_count", "stargazers_count", "watchers")
                .forEach(count -> json.put(count, 0));
        List.of("watchers_count", "size", "network_count", "subscribers_count").forEach(count -> json.put(count, 0));
        List.of("has_issues", "has_projects", "has_wiki", "has_downloads").forEach(flag -> json.put(flag, true));
        List.of("has_pages", "has_discussions", "archived", "disabled").forEach(flag -> json.put(flag, false));
        List.of("homepage", "language", "mirror_url", "license").forEach(json::putNull);
        List.of("created_at", "updated_at", "pushed_at").forEach(time -> json.put(time, CREATED));
        return json.put("git_url", "git://github.com/" + name.full() + ".git")
                .put("ssh_url", "git@github.com:" + name.full() + ".git")
                .put("clone_url", page + ".git")
                .put("svn_url", page)
                .put("visibility", isPrivate() ? "private" : "public")
                .put("default_branch", "main")
                .put("topics", new JsonArray())
                .put(
                        "permissions",
                        new JsonObject().put("admin", false).put("push", true).put("pull", true));
    }

    static JsonObject user(String base, String login) {
        var url = base + "/users/" + login;
        var json = new JsonObject()
                .put("login", login)
                .put("id", 1)
                .put("node_id", "U_1")
                .put("avatar_url", base + "/avatars/" + login)
                .put("gravatar_id", "")
                .put("url", url)
                .put("html_url", base + "/" + login)
                .put("type", "User")
                .put("site_admin", false);
        USER_ADDRESSES.forEach(address -> json.put(address + "_url", url + "/" + address));
        return json;
    }

    /// What `GET /user` says besides about whose token it is.
    static JsonObject self(String base, String login) {
        var json = user(base, login);
        List.of("bio", "blog", "company", "email", "hireable", "location", "name")
                .forEach(json::putNull);
        List.of("followers", "following", "public_gists", "public_repos").forEach(count -> json.put(count, 0));
        return json.put("created_at", CREATED).put("updated_at", CREATED);
    }
}
