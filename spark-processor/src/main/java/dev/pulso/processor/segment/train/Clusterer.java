package dev.pulso.processor.segment.train;

import dev.pulso.processor.segment.definition.Definition.Algorithm;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.LongStream;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.BisectingKMeansModel;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.rdd.RDD;
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
        return switch (algorithm) {
            case KMEANS -> kMeans(rows, k, starts, seed);
            // Splits are found the same way whatever the seed.
            case BISECTING_KMEANS -> bisecting(rows, k, seed);
            case GAUSSIAN_MIXTURE ->
                LongStream.range(seed, seed + starts)
                        .mapToObj(each -> mixture(rows, k, each))
                        .min(Comparator.comparingDouble(Clustering::cost))
                        .orElseThrow();
        };
    }

    /**
     * The starts run on a sample in memory; MLlib goes on from the best of them on all rows. Only the older half of MLlib takes
     * centers to begin with, but its model is the one inside the newer half's.
     */
    private static Clustering kMeans(Dataset<Row> rows, int k, int starts, long seed) {
        double[][] sample = Sample.points(rows, seed);
        Vector[] begin = Arrays.stream(InMemory.centers(sample, k, starts, seed))
                .map(Vectors::dense)
                .toArray(Vector[]::new);
        RDD<Vector> vectors = rows.select(Preparation.SCALED)
                .toJavaRDD()
                .map(row -> Vectors.fromML(row.<org.apache.spark.ml.linalg.Vector>getAs(0)))
                .rdd();
        org.apache.spark.mllib.clustering.KMeansModel model = new KMeans()
                .setK(begin.length)
                .setInitialModel(new org.apache.spark.mllib.clustering.KMeansModel(begin))
                .setMaxIterations(MAX_ITERATIONS)
                .setEpsilon(TOLERANCE)
                .run(vectors);
        KMeansModel whole = new KMeansModel("kmeans", model);
        whole.setFeaturesCol(Preparation.SCALED).setPredictionCol(CLUSTER);
        return new Clustering(whole, arrays(whole.clusterCenters()), model.trainingCost());
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

    private static double[][] arrays(org.apache.spark.ml.linalg.Vector[] centers) {
        return Arrays.stream(centers)
                .map(org.apache.spark.ml.linalg.Vector::toArray)
                .toArray(double[][]::new);
    }
}
