package dev.pulso.bench.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one place has too little and too much beside the recount.
 *
 * @param under posts and events that are missing: loss
 * @param over posts and events too many: counted twice
 * @param examples some keys that differ
 */
public record Difference(long under, long over, List<String> examples) {
    private static final int MOST_EXAMPLES = 5;

    public Difference {
        examples = List.copyOf(examples);
    }

    /** Compares a place with what should be there. */
    public static Difference between(Totals expected, Totals found) {
        Tally tally = new Tally();
        tally.addAll(expected.hashtags(), found.hashtags());
        tally.addAll(expected.pairs(), found.pairs());
        Set<ActivityKey> kinds = new HashSet<>(expected.activity().keySet());
        kinds.addAll(found.activity().keySet());
        for (ActivityKey key : kinds) {
            Sum should = expected.activity().getOrDefault(key, Sum.NOTHING);
            Sum is = found.activity().getOrDefault(key, Sum.NOTHING);
            tally.add(key + " " + should.value() + "/" + is.value(), should.events(), is.events(), should.matches(is));
        }
        return new Difference(tally.under, tally.over, tally.examples);
    }

    public boolean none() {
        return under == 0 && over == 0 && examples.isEmpty();
    }

    private static final class Tally {
        private final List<String> examples = new ArrayList<>();
        private long under;
        private long over;

        <K> void addAll(Map<K, Long> expected, Map<K, Long> found) {
            Set<K> keys = new HashSet<>(expected.keySet());
            keys.addAll(found.keySet());
            keys.forEach(key -> add(key, expected.getOrDefault(key, 0L), found.getOrDefault(key, 0L), true));
        }

        void add(Object key, long expected, long found, boolean restMatches) {
            under += Math.max(0, expected - found);
            over += Math.max(0, found - expected);
            if ((expected != found || !restMatches) && examples.size() < MOST_EXAMPLES) {
                examples.add(key + ": " + found + " instead of " + expected);
            }
        }
    }
}
