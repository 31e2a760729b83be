package io.nokube.monitor.diff;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compares what NoKube wants of an object with what it is, looking only at fields that are NoKube's: those it wants,
/// and those it has applied before and no longer wants. Everything else belongs to somebody else.
///
/// A field that NoKube wants but does not own was changed by force by somebody (server-side apply takes the ownership
/// from whoever wanted another value), so it counts as different too.
public final class Differ {
    /// The field manager under which NoKube applies what an app owns.
    public static final String MANAGER = "nokube";

    private static final Pattern QUANTITY = Pattern.compile(".*\\.(requests|limits|hard)\\.[^.]+");
    private final List<FieldDiff> found = new ArrayList<>();

    private Differ() {}

    public static List<FieldDiff> between(HasMetadata desired, HasMetadata observed) {
        Differ differ = new Differ();
        differ.maps("", Tree.content(desired), Tree.content(observed), OwnedFields.of(observed, MANAGER));
        return List.copyOf(differ.found);
    }

    private void maps(String path, Map<?, ?> wanted, Map<?, ?> was, OwnedFields owned) {
        wanted.forEach((key, value) -> {
            String name = String.valueOf(key);
            values(path.isEmpty() ? name : path + "." + name, value, was.get(name), owned.field(name));
        });
        for (String name : owned.fieldNames()) {
            if (!wanted.containsKey(name) && was.get(name) != null) {
                found.add(new FieldDiff(path.isEmpty() ? name : path + "." + name, was.get(name), null));
            }
        }
    }

    private void values(String path, @Nullable Object wanted, @Nullable Object was, OwnedFields owned) {
        if (isNothing(wanted) && (was == null || isNothing(was))) {
            return;
        }
        boolean isTaken = owned == OwnedFields.NOTHING;
        if (wanted instanceof Map<?, ?> wantedMap && was instanceof Map<?, ?> wasMap && !isTaken) {
            maps(path, wantedMap, wasMap, owned);
            return;
        }
        if (wanted instanceof List<?> wantedList && was instanceof List<?> wasList && !isTaken) {
            lists(path, wantedList, wasList, owned);
            return;
        }
        if (isTaken || !same(path, wanted, was)) {
            found.add(new FieldDiff(path, was, wanted));
        }
    }

    private void lists(String path, List<?> wanted, List<?> was, OwnedFields owned) {
        if (owned.isKeyedList()) {
            keyedLists(path, wanted, was, owned);
            return;
        }
        if (wanted.size() != was.size()) {
            found.add(new FieldDiff(path, was, wanted));
            return;
        }
        for (int i = 0; i < wanted.size(); i++) {
            values(path + "[" + i + "]", wanted.get(i), was.get(i), OwnedFields.ALL);
        }
    }

    private void keyedLists(String path, List<?> wanted, List<?> was, OwnedFields owned) {
        for (Object item : wanted) {
            Map<?, ?> wantedItem = (Map<?, ?>) item;
            Map<?, ?> keys = keys(wantedItem, owned);
            Object wasItem = find(was, keys);
            values(path + item(keys), wantedItem, wasItem, owned.item(wantedItem));
        }
        for (Map<?, ?> keys : owned.itemKeys()) {
            boolean isWanted = wanted.stream().anyMatch(item -> OwnedFields.identifies(keys, (Map<?, ?>) item));
            Object wasItem = find(was, keys);
            if (!isWanted && wasItem != null) {
                found.add(new FieldDiff(path + item(keys), wasItem, null));
            }
        }
    }

    /// What an item of the list is found by: the same fields as in the items that are owned already.
    private static Map<?, ?> keys(Map<?, ?> item, OwnedFields owned) {
        Map<String, @Nullable Object> keys = new TreeMap<>();
        owned.itemKeys().getFirst().keySet().forEach(key -> keys.put(String.valueOf(key), item.get(key)));
        return keys;
    }

    private static @Nullable Object find(List<?> items, Map<?, ?> keys) {
        for (Object item : items) {
            if (item instanceof Map<?, ?> map && OwnedFields.identifies(keys, map)) {
                return item;
            }
        }
        return null;
    }

    private static String item(Map<?, ?> keys) {
        return new TreeMap<>(keys).toString().replace('{', '[').replace('}', ']');
    }

    /// What the API server does not store: it leaves out the zero value of most fields.
    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value.equals(0)
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
    }

    private static boolean same(String path, @Nullable Object wanted, @Nullable Object was) {
        if (wanted instanceof Number a && was instanceof Number b) {
            return a.longValue() == b.longValue();
        }
        if (wanted == null || was == null || wanted.equals(was)) {
            return Objects.equals(wanted, was);
        }
        return QUANTITY.matcher(path).matches()
                && Quantity.parse(wanted.toString()).equals(Quantity.parse(was.toString()));
    }
}
