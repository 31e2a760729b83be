package io.nokube.sandbox.github;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The branches of a repository, which are the same everywhere; one whose name begins with `many` has more than fit on
/// a
/// page.
final class BranchRoute {
    private static final List<String> USUAL = List.of("develop", "feature/checkout", "main");
    private static final int MANY = 130;
    private static final int PAGE = 30;
    private static final int LARGEST_PAGE = 100;

    private BranchRoute() {}

    static void list(RoutingContext context, RepositoryName repository) {
        int size = Math.min(LARGEST_PAGE, number(context, "per_page", PAGE));
        int page = number(context, "page", 1);
        var names = names(repository);
        var base = new RepositoryJson(GitHubJson.of(context).base(), repository).url();
        var body = new JsonArray();
        names.stream().skip((page - 1L) * size).limit(size).forEach(name -> body.add(branch(base, repository, name)));
        if (names.size() > (long) page * size) {
            var next = base + "/branches?per_page=" + size + "&page=" + (page + 1);
            context.response().putHeader("Link", "<" + next + ">; rel=\"next\"");
        }
        Answers.send(context, 200, body);
    }

    private static List<String> names(RepositoryName repository) {
        return repository.name().startsWith("many")
                ? Stream.concat(IntStream.range(0, MANY).mapToObj("branch-%03d"::formatted), Stream.of("main"))
                        .toList()
                : USUAL;
    }

    private static JsonObject branch(String base, RepositoryName repository, String name) {
        var commit = Hashes.commitOf(repository.full(), name);
        return new JsonObject()
                .put("name", name)
                .put("commit", new JsonObject().put("sha", commit).put("url", base + "/commits/" + commit))
                .put("protected", false);
    }

    private static int number(RoutingContext context, String parameter, int otherwise) {
        var given = context.request().getParam(parameter);
        return given != null && given.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(given) : otherwise;
    }
}
