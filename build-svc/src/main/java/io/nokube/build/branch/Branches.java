package io.nokube.build.branch;

import io.nokube.build.github.Answer;
import io.nokube.build.github.RateGate;
import io.nokube.build.github.Sources;
import io.nokube.names.RepositoryUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Looks at repositories for those who name one. An answer is good for a minute; after that GitHub is asked whether it
/// still is (by its ETag), which costs nothing of the limit.
@ApplicationScoped
public class Branches {
    private static final Duration KEPT_FOR = Duration.ofMinutes(1);
    private static final int KEPT = 500;
    /// Two requests each: 2,400 an hour at most, of the 5,000 that a token has.
    private static final int LOOKS_A_MINUTE = 20;
    /// So much of the limit is left to builds alone.
    private static final int FOR_BUILDS = 1_000;

    private final Sources sources;
    private final RateGate gate;
    private final Clock clock;
    private final LookBudget budget = new LookBudget(LOOKS_A_MINUTE);
    private final Map<String, Known> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > KEPT;
        }
    });

    private record Known(BranchesView view, Instant until) {}

    Branches(Sources sources, RateGate gate, Clock clock) {
        this.sources = sources;
        this.gate = gate;
        this.clock = clock;
    }

    BranchesView of(RepositoryUrl url) {
        Instant now = clock.instant();
        String key = url.toString().toLowerCase(Locale.ROOT);
        Known before = known.get(key);
        if (before != null && now.isBefore(before.until())) {
            return before.view();
        }
        if (gate.rate().remaining() < FOR_BUILDS || !budget.take(now)) {
            return unknown(url);
        }
        BranchesView view = switch (sources.look(url)) {
            case Answer.Found<Sources.Source>(Sources.Source source) -> found(url, source);
            case Answer.Missing<Sources.Source> _ -> without(url, BranchesView.NOT_PUBLIC);
            case Answer.Denied<Sources.Source> _ -> unknown(url);
            case Answer.Unavailable<Sources.Source> _ -> unknown(url);
        };
        if (!view.status().equals(BranchesView.UNKNOWN)) {
            known.put(key, new Known(view, now.plus(KEPT_FOR)));
        }
        return view;
    }

    private static BranchesView found(RepositoryUrl url, Sources.Source source) {
        List<String> branches = Stream.concat(
                        Stream.of(source.defaultBranch()),
                        source.branches().stream().filter(name -> !name.equals(source.defaultBranch())))
                .toList();
        return new BranchesView(
                url.toString(), BranchesView.FOUND, source.defaultBranch(), branches, source.complete());
    }

    private static BranchesView unknown(RepositoryUrl url) {
        return without(url, BranchesView.UNKNOWN);
    }

    private static BranchesView without(RepositoryUrl url, String status) {
        return new BranchesView(url.toString(), status, null, List.of(), false);
    }
}
