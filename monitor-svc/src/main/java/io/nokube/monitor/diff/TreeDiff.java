package io.nokube.monitor.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares two trees field by field, whoever owns what.
public final class TreeDiff {
    private TreeDiff() {}

    /// What has to change in `before` so that it becomes `after`, sorted by path.
    public static List<FieldDiff> between(Map<?, ?> before, Map<?, ?> after) {
        List<FieldDiff> found = new ArrayList<>();
        maps("", before, after, found);
        return found;
    }

    private static void maps(String path, Map<?, ?> before, Map<?, ?> after, List<FieldDiff> found) {
        TreeSet<String> names = new TreeSet<>();
        before.keySet().forEach(name -> names.add(String.valueOf(name)));
        after.keySet().forEach(name -> names.add(String.valueOf(name)));
        for (String name : names) {
            String at = path.isEmpty() ? name : path + "." + name;
            values(at, before.get(name), after.get(name), found);
        }
    }

    private static void values(String path, @Nullable Object before, @Nullable Object after, List<FieldDiff> found) {
        if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
            maps(path, was, is, found);
        } else if (!Objects.equals(before, after)) {
            found.add(new FieldDiff(path, before, after));
        }
    }
}
