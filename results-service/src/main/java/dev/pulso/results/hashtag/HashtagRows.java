package dev.pulso.results.hashtag;

import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.SummedRows;
import dev.pulso.results.rollup.SummedRows.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows behind an answer about hashtags. */
final class HashtagRows {
    private HashtagRows() {}

    /** @param tags the tags to look at; null for all */
    static SummedRows of(
            long generation, List<Stretch> pieces, HashtagFilter filter, @Nullable Collection<String> tags) {
        List<Condition> conditions = new ArrayList<>();
        if (tags != null) {
            // Of one tag the index gives the rows in order of time; of a list of one they would be sorted.
            conditions.add(
                    tags.size() == 1
                            ? new Condition("tag = ?", tags.iterator().next())
                            : new Condition("tag = any(?)", tags.toArray()));
        }
        if (filter.network() != null) {
            conditions.add(new Condition("network = ?", filter.network()));
        }
        if (filter.lang() != null) {
            conditions.add(new Condition("lang = ?", filter.lang()));
        }
        return SummedRows.of(HashtagTable.TABLES, generation, pieces, conditions);
    }
}
