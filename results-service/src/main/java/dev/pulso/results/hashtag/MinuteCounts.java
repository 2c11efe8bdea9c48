package dev.pulso.results.hashtag;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a minute, or of an hour, in columns, 16 bytes a row: a day of them is added up in milliseconds.
 *
 * @param tags numbers of tags, see {@link Numbers}
 * @param places numbers of network and language
 */
record MinuteCounts(int[] tags, int[] places, int[] posts, int[] reposts) {
    /**
     * Adds the counts to sums.
     *
     * @param sums posts of the tag with number n at 2n, reposts at 2n + 1
     * @param wanted the numbers of the places to count; null for all
     */
    void addTo(long[] sums, @Nullable BitSet wanted) {
        for (int row = 0; row < tags.length; row++) {
            if (wanted == null || wanted.get(places[row])) {
                int at = 2 * tags[row];
                sums[at] += posts[row];
                sums[at + 1] += reposts[row];
            }
        }
    }

    /** Adds minutes up, one row for each tag and place; null if a number is too large for a column. */
    static @Nullable MinuteCounts sum(List<MinuteCounts> minutes) {
        Map<Long, long[]> sums = new HashMap<>();
        for (MinuteCounts minute : minutes) {
            for (int row = 0; row < minute.tags.length; row++) {
                long key = (long) minute.tags[row] << Integer.SIZE | minute.places[row];
                long[] sum = sums.computeIfAbsent(key, any -> new long[2]);
                sum[0] += minute.posts[row];
                sum[1] += minute.reposts[row];
            }
        }
        MinuteCounts all = new MinuteCounts(
                new int[sums.size()], new int[sums.size()], new int[sums.size()], new int[sums.size()]);
        int row = 0;
        for (Map.Entry<Long, long[]> each : sums.entrySet()) {
            all.tags[row] = (int) (each.getKey() >> Integer.SIZE);
            all.places[row] = each.getKey().intValue();
            all.posts[row] = (int) each.getValue()[0];
            all.reposts[row] = (int) each.getValue()[1];
            if (all.posts[row] != each.getValue()[0] || all.reposts[row] != each.getValue()[1]) {
                return null;
            }
            row++;
        }
        return all;
    }

    int size() {
        return tags.length;
    }
}
