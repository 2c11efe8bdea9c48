package dev.pulso.processor.segment.align;

import dev.pulso.contracts.segment.Segmentation.Kind;
import dev.pulso.contracts.segment.Segmentation.Lineage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ids for new clusters, so that a segment keeps its own over versions.
 *
 * @param ids of the new clusters, by number
 * @param lineage what became of the old segments
 * @param churn share of the entities known before that are in another segment now
 */
public record Alignment(List<String> ids, List<Lineage> lineage, double churn) {
    // Jaccard index from which two segments are the same.
    private static final double SAME = 0.3;
    // Centroids within 0.43 standard deviations: who is recent today is not next month, "the recent ones" are still a
    // segment.
    private static final double NEAR = 0.7;
    private static final double WEIGHT_OF_CLOSENESS = 0.3;
    // Share of a segment's members that makes a part of it, or it a part of another.
    private static final double PART = 0.3;
    private static final double MOST = 0.5;

    /** First version: nothing to be aligned with. */
    public static Alignment first(int clusters) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= clusters; i++) {
            ids.add("s" + i);
        }
        return new Alignment(ids, List.of(), 0);
    }

    /**
     * @param old ids of the segments that served
     * @param shared {@code shared[i][j]}: entities that were in old segment i and are in new cluster j
     * @param oldSizes members of the old segments, of whatever entities
     * @param newSizes members of the new clusters
     * @param closeness {@code closeness[i][j]}, 0 to 1: how near the centroids are
     * @param lastNumber largest number any id ever had: ids are not used twice
     */
    public static Alignment of(
            List<String> old,
            long[][] shared,
            long[] oldSizes,
            long[] newSizes,
            double[][] closeness,
            long lastNumber) {
        int[] match = match(old.size(), newSizes.length, shared, oldSizes, newSizes, closeness);
        List<String> ids = new ArrayList<>(Collections.nCopies(newSizes.length, ""));
        for (int i = 0; i < old.size(); i++) {
            if (match[i] >= 0) {
                ids.set(match[i], old.get(i));
            }
        }
        long number = lastNumber;
        for (int j = 0; j < ids.size(); j++) {
            if (ids.get(j).isEmpty()) {
                number++;
                ids.set(j, "s" + number);
            }
        }
        return new Alignment(ids, lineage(old, ids, match, shared, oldSizes, newSizes), churn(match, shared));
    }

    private static int[] match(
            int oldCount, int newCount, long[][] shared, long[] oldSizes, long[] newSizes, double[][] closeness) {
        int size = Math.max(oldCount, newCount);
        double[][] cost = new double[size][size];
        for (int i = 0; i < oldCount; i++) {
            for (int j = 0; j < newCount; j++) {
                cost[i][j] = -jaccard(shared[i][j], oldSizes[i], newSizes[j]) - WEIGHT_OF_CLOSENESS * closeness[i][j];
            }
        }
        int[] assigned = Hungarian.assign(cost);
        int[] match = new int[oldCount];
        for (int i = 0; i < oldCount; i++) {
            int j = assigned[i];
            boolean same = j < newCount
                    && (jaccard(shared[i][j], oldSizes[i], newSizes[j]) >= SAME
                            || (shared[i][j] > 0 && closeness[i][j] >= NEAR));
            match[i] = same ? j : -1;
        }
        return match;
    }

    private static double jaccard(long shared, long one, long other) {
        return shared == 0 ? 0 : (double) shared / (one + other - shared);
    }

    private static List<Lineage> lineage(
            List<String> old, List<String> ids, int[] match, long[][] shared, long[] oldSizes, long[] newSizes) {
        List<Lineage> lineage = new ArrayList<>();
        boolean[] explained = new boolean[ids.size()];
        boolean[] merged = new boolean[old.size()];
        for (int j = 0; j < ids.size(); j++) {
            int to = j;
            List<Integer> from = range(old.size())
                    .filter(i -> oldSizes[i] > 0
                            && shared[i][to] > MOST * oldSizes[i]
                            && shared[i][to] > PART * newSizes[to] / 2)
                    .toList();
            if (from.size() > 1) {
                lineage.add(new Lineage(
                        Kind.MERGE, ids.get(j), from.stream().map(old::get).toList()));
                explained[j] = true;
                from.forEach(i -> merged[i] = true);
            }
        }
        boolean[] split = splits(old, ids, shared, oldSizes, newSizes, explained, lineage);
        range(ids.size())
                .filter(j -> !explained[j] && Arrays.stream(match).noneMatch(each -> each == j))
                .forEach(j -> lineage.add(new Lineage(Kind.BIRTH, ids.get(j), List.of())));
        range(old.size())
                .filter(i -> match[i] < 0 && !merged[i] && !split[i])
                .forEach(i -> lineage.add(new Lineage(Kind.DEATH, old.get(i), List.of())));
        return lineage;
    }

    private static boolean[] splits(
            List<String> old,
            List<String> ids,
            long[][] shared,
            long[] oldSizes,
            long[] newSizes,
            boolean[] explained,
            List<Lineage> lineage) {
        boolean[] split = new boolean[old.size()];
        for (int i = 0; i < old.size(); i++) {
            int of = i;
            List<Integer> parts = range(ids.size())
                    .filter(j -> oldSizes[of] > 0
                            && shared[of][j] > PART * oldSizes[of]
                            && shared[of][j] > MOST * newSizes[j])
                    .toList();
            if (parts.size() > 1) {
                lineage.add(new Lineage(
                        Kind.SPLIT, old.get(i), parts.stream().map(ids::get).toList()));
                split[i] = true;
                parts.forEach(j -> explained[j] = true);
            }
        }
        return split;
    }

    private static Stream<Integer> range(int size) {
        return IntStream.range(0, size).boxed();
    }

    private static double churn(int[] match, long[][] shared) {
        long all = 0;
        long stayed = 0;
        for (int i = 0; i < match.length; i++) {
            all += Arrays.stream(shared[i]).sum();
            stayed += match[i] < 0 ? 0 : shared[i][match[i]];
        }
        return all == 0 ? 0 : 1 - (double) stayed / all;
    }
}
