package dev.pulso.processor.segment.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;

/**
 * K-means of some thousand points without Spark: the evidence for a number of segments takes about a hundred clusterings, and
 * each would be some dozen jobs to schedule.
 */
final class InMemory {
    private static final int MAX_ITERATIONS = 100;

    private InMemory() {}

    /** The centers of the best of several seeded starts. */
    static double[][] centers(double[][] points, int k, int starts, long seed) {
        List<DoublePoint> wrapped = Arrays.stream(points).map(DoublePoint::new).toList();
        return LongStream.range(seed, seed + starts)
                .mapToObj(each -> once(wrapped, k, each))
                .min(Comparator.comparingDouble(centers -> Points.spread(points, centers)))
                .orElseThrow();
    }

    private static double[][] once(List<DoublePoint> points, int k, long seed) {
        return new KMeansPlusPlusClusterer<DoublePoint>(
                        k, MAX_ITERATIONS, new EuclideanDistance(), new Well19937c(seed))
                .cluster(points).stream()
                        .map(cluster -> cluster.getCenter().getPoint())
                        .toArray(double[][]::new);
    }
}
