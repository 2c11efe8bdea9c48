package dev.pulso.results.hashtag;

/**
 * The counts of hours by tag, for one filter: of a day that is a fraction of the rows of its minutes.
 *
 * @param tags numbers of tags, see {@link Numbers}
 */
record HourTotals(int[] tags, long[] posts, long[] reposts) {
    /**
     * Takes the sums of hours out of an array and leaves nothing there.
     *
     * @param sums posts of the tag with number n at 2n, reposts at 2n + 1
     */
    static HourTotals take(long[] sums) {
        int size = 0;
        for (int at = 0; at < sums.length; at += 2) {
            size += sums[at] != 0 || sums[at + 1] != 0 ? 1 : 0;
        }
        HourTotals totals = new HourTotals(new int[size], new long[size], new long[size]);
        int row = 0;
        for (int at = 0; at < sums.length; at += 2) {
            if (sums[at] != 0 || sums[at + 1] != 0) {
                totals.tags[row] = at / 2;
                totals.posts[row] = sums[at];
                totals.reposts[row] = sums[at + 1];
                sums[at] = 0;
                sums[at + 1] = 0;
                row++;
            }
        }
        return totals;
    }

    /** Adds the counts to sums in the same order. */
    void addTo(long[] sums) {
        for (int row = 0; row < tags.length; row++) {
            int at = 2 * tags[row];
            sums[at] += posts[row];
            sums[at + 1] += reposts[row];
        }
    }

    int size() {
        return tags.length;
    }
}
