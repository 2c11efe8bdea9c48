package dev.pulso.results.hashtag;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a minute in columns, 16 bytes a row: a day of them is added up in milliseconds.
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

    int size() {
        return tags.length;
    }
}
