package dev.pulso.results.paging;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param next value of {@code after} for the part behind this one; null at the end
 * @param shape record class of the items, whose components are the columns of the CSV form
 */
public record Page<T extends Record>(
        List<T> items, @Nullable String next, @JsonIgnore Class<T> shape) {
    /** @param found up to one item more than {@code limit}: the sign that there is a next part */
    public static <T extends Record> Page<T> of(
            Class<T> shape, List<T> found, int limit, Function<T, String> cursorAfter) {
        if (found.size() <= limit) {
            return new Page<>(List.copyOf(found), null, shape);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, cursorAfter.apply(items.get(limit - 1)), shape);
    }
}
