package io.nokube.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, newest first.
///
/// @param nextCursor what to pass as `cursor` for the page after this one; null on the last
/// @param total how many there are in all pages
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> items,
        @JsonProperty("next_cursor") @Nullable String nextCursor,
        long total) {
    public <R> Page<R> map(Function<T, R> function) {
        return new Page<>(items.stream().map(function).toList(), nextCursor, total);
    }
}
