package dev.pulso.processor.segment.train;

import java.util.HashMap;
import java.util.Map;

/** How far two clusterings of the same points agree: 1 if they are the same, about 0 if one is random (Hubert, Arabie 1985). */
final class AdjustedRand {
    private AdjustedRand() {}

    static double index(int[] first, int[] second) {
        Map<Long, Long> both = new HashMap<>();
        Map<Integer, Long> one = new HashMap<>();
        Map<Integer, Long> other = new HashMap<>();
        for (int i = 0; i < first.length; i++) {
            both.merge(((long) first[i] << 32) | second[i], 1L, Long::sum);
            one.merge(first[i], 1L, Long::sum);
            other.merge(second[i], 1L, Long::sum);
        }
        double together = pairs(both);
        double expected = pairs(one) * pairs(other) / Math.max(1, choose2(first.length));
        double most = (pairs(one) + pairs(other)) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(Map<?, Long> counts) {
        return counts.values().stream().mapToDouble(AdjustedRand::choose2).sum();
    }

    private static double choose2(long n) {
        return n * (n - 1) / 2.0;
    }
}
