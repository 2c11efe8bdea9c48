package dev.pulso.results.related;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.results.Database;
import dev.pulso.results.hashtag.HashtagFilter;
import dev.pulso.results.hashtag.TagUses;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of pairs, and what they must say. */
final class Store extends Database<RelatedKey, RelatedCount> {
    private final RelatedTags related = new RelatedTags(new TagUses());

    Store() {
        super(new RelatedWindows(), new RelatedSums());
    }

    record Beside(String tag, long posts) {}

    /** As a reader who turns pages sees it. */
    List<Beside> related(long generation, String tag, HashtagFilter filter, int limit) {
        List<Beside> all = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Optional<Cursor> from = after;
            Page<RelatedTag> page = read(snapshot -> related.page(snapshot, generation, tag, filter, limit, from));
            page.items().forEach(item -> all.add(new Beside(item.tag(), item.posts())));
            after = Cursor.parse(page.next(), 4);
        } while (after.isPresent());
        return all;
    }

    /** The list by definition: all rows, added up. */
    static List<Beside> expected(Map<RelatedKey, RelatedCount> rows, String tag, HashtagFilter filter) {
        Map<String, Long> sums = new HashMap<>();
        rows.forEach((key, count) -> {
            if ((key.tag().equals(tag) || key.related().equals(tag)) && fits(key, filter)) {
                sums.merge(key.tag().equals(tag) ? key.related() : key.tag(), count.posts(), Long::sum);
            }
        });
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue() > 0)
                .map(sum -> new Beside(sum.getKey(), sum.getValue()))
                .sorted(Comparator.comparingLong(Beside::posts).reversed().thenComparing(Beside::tag, Hashtag.ORDER))
                .toList();
    }

    private static boolean fits(RelatedKey key, HashtagFilter filter) {
        return !key.windowStart().isBefore(filter.range().from())
                && key.windowStart().isBefore(filter.range().to())
                && (filter.network() == null || filter.network().equals(key.network()))
                && (filter.lang() == null || filter.lang().equals(key.lang()));
    }
}
