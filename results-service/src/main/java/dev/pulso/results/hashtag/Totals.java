package dev.pulso.results.hashtag;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Finds the first of many. */
final class Totals {
    private Totals() {}

    /**
     * The highest totals, in order.
     *
     * @param sums posts of the tag with number n at 2n, reposts at 2n + 1
     * @param after the last one of the page before
     */
    static List<Total> best(long[] sums, Numbers<String> tags, int limit, @Nullable Total after) {
        PriorityQueue<Total> best = new PriorityQueue<>(Total.RANKING.reversed());
        for (int number = 0; 2 * number < sums.length; number++) {
            long posts = sums[2 * number];
            boolean tooFew = posts <= 0
                    || (best.size() == limit && posts < best.element().posts());
            if (tooFew || (after != null && posts > after.posts())) {
                continue;
            }
            Total total = new Total(tags.thing(number), posts, sums[2 * number + 1]);
            if (after == null || Total.RANKING.compare(total, after) > 0) {
                best.add(total);
                if (best.size() > limit) {
                    best.remove();
                }
            }
        }
        List<Total> sorted = new ArrayList<>(best);
        sorted.sort(Total.RANKING);
        return sorted;
    }
}
