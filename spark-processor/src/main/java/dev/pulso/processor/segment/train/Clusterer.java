package dev.pulso.processor.segment.train;

import dev.pulso.processor.segment.definition.Definition.Algorithm;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.LongStream;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.BisectingKMeansModel;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The algorithms of MLlib behind one setting. */
public final class Clusterer {
    /** Column of the number of the cluster, from 0. */
    public static final String CLUSTER = "cluster";

    private static final int MAX_ITERATIONS = 100;
    // Each is a job of its own at each level; it has no tolerance to stop at.
    private static final int SPLIT_ITERATIONS = 20;
    private static final double TOLERANCE = 1e-5;

    private final Algorithm algorithm;

    public Clusterer(Algorithm algorithm) {
        this.algorithm = algorithm;
    }

    /**
     * The best of several seeded starts.
     *
     * @param rows cached, with the column {@link Preparation#SCALED}
     */
    public Clustering fit(Dataset<Row> rows, int k, int starts, long seed) {
        // Splits are found the same way whatever the seed.
        int tries = algorithm == Algorithm.BISECTING_KMEANS ? 1 : starts;
        return LongStream.range(seed, seed + tries)
                .mapToObj(each -> once(rows, k, each))
                .min(Comparator.comparingDouble(Clustering::cost))
                .orElseThrow();
    }

    private Clustering once(Dataset<Row> rows, int k, long seed) {
        return switch (algorithm) {
            case KMEANS -> kMeans(rows, k, seed);
            case BISECTING_KMEANS -> bisecting(rows, k, seed);
            case GAUSSIAN_MIXTURE -> mixture(rows, k, seed);
        };
    }

    private static Clustering kMeans(Dataset<Row> rows, int k, long seed) {
        KMeansModel model = new KMeans()
                .setFeaturesCol(Preparation.SCALED)
                .setPredictionCol(CLUSTER)
                .setK(k)
                .setSeed(seed)
                .setInitMode("k-means||")
                .setMaxIter(MAX_ITERATIONS)
                .setTol(TOLERANCE)
                .fit(rows);
        return new Clustering(
                model, arrays(model.clusterCenters()), model.summary().trainingCost());
    }

    private static Clustering bisecting(Dataset<Row> rows, int k, long seed) {
        BisectingKMeansModel model = new BisectingKMeans()
                .setFeaturesCol(Preparation.SCALED)
                .setPredictionCol(CLUSTER)
                .setK(k)
                .setSeed(seed)
                .setMaxIter(SPLIT_ITERATIONS)
                .fit(rows);
        return new Clustering(
                model, arrays(model.clusterCenters()), model.summary().trainingCost());
    }

    private static Clustering mixture(Dataset<Row> rows, int k, long seed) {
        GaussianMixtureModel model = new GaussianMixture()
                .setFeaturesCol(Preparation.SCALED)
                .setPredictionCol(CLUSTER)
                .setProbabilityCol("membership")
                .setK(k)
                .setSeed(seed)
                .setMaxIter(MAX_ITERATIONS)
                .setTol(TOLERANCE)
                .fit(rows);
        double[][] means = Arrays.stream(model.gaussians())
                .map(each -> each.mean().toArray())
                .toArray(double[][]::new);
        return new Clustering(model, means, -model.summary().logLikelihood());
    }

    private static double[][] arrays(Vector[] centers) {
        return Arrays.stream(centers).map(Vector::toArray).toArray(double[][]::new);
    }
}
