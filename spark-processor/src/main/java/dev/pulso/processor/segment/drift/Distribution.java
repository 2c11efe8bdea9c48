package dev.pulso.processor.segment.drift;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * How the features of entities were spread at a training: shares of entities in bins that held about a tenth of them each.
 *
 * @param edges inner edges of the bins of each feature, growing; a value equal to an edge lies below it
 * @param shares of entities in each bin, one more than edges
 * @param entities how many there were
 */
public record Distribution(List<String> features, double[][] edges, double[][] shares, long entities) {
    /** Entities that are looked at: with so many, chance alone moves no index beyond 0.003. */
    public static final int SAMPLE = 20_000;

    private static final int BINS = 10;
    // An empty bin would make the index infinite; half an entity is the usual stand-in.
    private static final double HALF = 0.5;
    private static final double CHANCE = 0.999;

    /** @param rows the features of each entity, at least one */
    public static Distribution of(List<String> features, double[][] rows) {
        double[][] edges = new double[features.size()][];
        double[][] shares = new double[features.size()][];
        for (int f = 0; f < edges.length; f++) {
            edges[f] = edges(column(rows, f));
            shares[f] = shares(rows, f, edges[f]);
        }
        return new Distribution(features, edges, shares, rows.length);
    }

    /**
     * The population stability index of each feature: the sum over bins of {@code (now - then) * ln(now / then)}. By custom up to 0.1
     * is little, from 0.25 much (Siddiqi: Credit Risk Scorecards, 2006).
     */
    public Map<String, Double> indexes(double[][] rows) {
        Map<String, Double> indexes = new LinkedHashMap<>();
        for (int f = 0; f < edges.length; f++) {
            double[] now = shares(rows, f, edges[f]);
            double sum = 0;
            for (int bin = 0; bin < now.length; bin++) {
                double then = Math.max(shares[f][bin], HALF / entities);
                double here = Math.max(now[bin], HALF / rows.length);
                sum += (here - then) * Math.log(here / then);
            }
            indexes.put(features.get(f), sum);
        }
        return indexes;
    }

    /**
     * What the index of a feature exceeds by chance once in a thousand times: without drift it is distributed as chi-squared times
     * {@code 1/n + 1/m} (Yurdakul: Statistical Properties of Population Stability Index, 2018).
     */
    public double noise(int feature, long others) {
        int freedom = Math.max(1, edges[feature].length);
        return (1.0 / entities + 1.0 / others)
                * new ChiSquaredDistribution(freedom).inverseCumulativeProbability(CHANCE);
    }

    /** Whether any feature has drifted beyond both the limit and chance. */
    public boolean hasDrifted(double[][] rows, double limit) {
        Map<String, Double> indexes = indexes(rows);
        for (int f = 0; f < features.size(); f++) {
            if (indexes.getOrDefault(features.get(f), 0.0) > Math.max(limit, noise(f, rows.length))) {
                return true;
            }
        }
        return false;
    }

    private static double[] column(double[][] rows, int feature) {
        return Arrays.stream(rows).mapToDouble(row -> row[feature]).sorted().toArray();
    }

    /** Many entities may have the same value: bins without width are left out. */
    private static double[] edges(double[] sorted) {
        double[] edges = new double[BINS - 1];
        for (int bin = 1; bin < BINS; bin++) {
            edges[bin - 1] = sorted[Math.min(sorted.length - 1, bin * sorted.length / BINS)];
        }
        double most = sorted[sorted.length - 1];
        return Arrays.stream(edges).distinct().filter(edge -> edge < most).toArray();
    }

    private static double[] shares(double[][] rows, int feature, double[] edges) {
        double[] shares = new double[edges.length + 1];
        for (double[] row : rows) {
            int place = Arrays.binarySearch(edges, row[feature]);
            shares[place < 0 ? -place - 1 : place] += 1.0 / rows.length;
        }
        return shares;
    }
}
