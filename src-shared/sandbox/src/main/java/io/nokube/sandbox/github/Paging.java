package io.nokube.sandbox.github;

import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// `per_page` and `page`, and the `Link` header that names the neighbours.
record Paging(int perPage, int page) {
    private static final int DEFAULT = 30;
    private static final int MAX = 100;

    static Paging of(RoutingContext context) {
        var query = context.queryParams();
        return new Paging(
                Math.clamp(number(query.get("per_page"), DEFAULT), 1, MAX), Math.max(1, number(query.get("page"), 1)));
    }

    <T> List<T> cut(List<T> all) {
        return all.stream().skip((long) (page - 1) * perPage).limit(perPage).toList();
    }

    void link(RoutingContext context, int total) {
        int last = Math.max(1, (total + perPage - 1) / perPage);
        if (page >= last) {
            return;
        }
        var base = context.request()
                .absoluteURI()
                .replaceAll("([?&])page=[0-9]*&?", "$1")
                .replaceAll("[?&]$", "");
        var sign = base.contains("?") ? "&" : "?";
        context.response()
                .putHeader(
                        "Link",
                        "<%s%spage=%d>; rel=\"next\", <%s%spage=%d>; rel=\"last\""
                                .formatted(base, sign, page + 1, base, sign, last));
    }

    private static int number(@org.jspecify.annotations.Nullable String text, int otherwise) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
