package dev.pulso.results.hashtag;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a minute in columns, 12 bytes a row: a day of them is added up in milliseconds. The rows of a place are next to
 * each other, so that a filter passes over those it does not want.
 *
 * @param places numbers of network and language, each once
 * @param ends where the rows of each place end
 * @param tags numbers of tags, see {@link Numbers}
 */
record MinuteCounts(int[] places, int[] ends, int[] tags, int[] posts, int[] reposts) {
    /** @param places the place of each row, as the other columns */
    static MinuteCounts of(int[] tags, int[] places, int[] posts, int[] reposts) {
        int[] order = IntStream.range(0, tags.length)
                .mapToLong(row -> ((long) places[row] << Integer.SIZE) | row)
                .sorted()
                .mapToInt(placeAndRow -> (int) placeAndRow)
                .toArray();
        int[] firsts = IntStream.range(0, order.length)
                .filter(at -> at == 0 || places[order[at]] != places[order[at - 1]])
                .toArray();
        int[] ends = IntStream.concat(IntStream.of(firsts).skip(1), IntStream.of(order.length))
                .limit(firsts.length)
                .toArray();
        int[] found = IntStream.of(firsts).map(at -> places[order[at]]).toArray();
        return new MinuteCounts(found, ends, pick(tags, order), pick(posts, order), pick(reposts, order));
    }

    private static int[] pick(int[] column, int[] order) {
        return IntStream.of(order).map(row -> column[row]).toArray();
    }

    /**
     * Adds the counts to sums.
     *
     * @param sums posts of the tag with number n at 2n, reposts at 2n + 1
     * @param wanted the numbers of the places to count; null for all
     */
    void addTo(long[] sums, @Nullable BitSet wanted) {
        int row = 0;
        for (int group = 0; group < places.length; group++) {
            if (wanted != null && !wanted.get(places[group])) {
                row = ends[group];
                continue;
            }
            for (; row < ends[group]; row++) {
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
