package dev.pulso.processor.segment.train;

import dev.pulso.processor.segment.definition.Definition.Algorithm;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.BisectingKMeansModel;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
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
     * @param rows cached, with the columns {@link Preparation#SCALED} and the entity
     */
    public Clustering fit(Dataset<Row> rows, int k, int starts, long seed) {
        // Splits are found the same way whatever the seed, and need no sample to begin with.
        return algorithm == Algorithm.BISECTING_KMEANS
                ? bisecting(rows, k, seed)
                : fit(rows, Sample.points(rows, seed), k, starts, seed);
    }

    /**
     * As {@link #fit(Dataset, int, int, long)}.
     *
     * @param rows need no entity
     * @param sample of the rows, in scaled space
     */
    Clustering fit(Dataset<Row> rows, double[][] sample, int k, int starts, long seed) {
        return switch (algorithm) {
            case KMEANS -> kMeans(rows, sample, k, starts, seed);
            case BISECTING_KMEANS -> bisecting(rows, k, seed);
            case GAUSSIAN_MIXTURE -> mixture(rows, sample, k, starts, seed);
        };
    }

    /**
     * The starts run on a sample in memory; MLlib goes on from the best of them on all rows. Only the older half of MLlib takes
     * centers to begin with, but its model is the one inside the newer half's.
     */
    private static Clustering kMeans(Dataset<Row> rows, double[][] sample, int k, int starts, long seed) {
        Vector[] begin = Arrays.stream(InMemory.centers(sample, k, starts, seed))
                .map(Vectors::dense)
                .toArray(Vector[]::new);
        org.apache.spark.mllib.clustering.KMeansModel model = new KMeans()
                .setK(begin.length)
                .setInitialModel(new org.apache.spark.mllib.clustering.KMeansModel(begin))
                .setMaxIterations(MAX_ITERATIONS)
                .setEpsilon(TOLERANCE)
                .run(vectors(rows).rdd());
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

    /** The starts are those of k-means, for the same reason. */
    private static Clustering mixture(Dataset<Row> rows, double[][] sample, int k, int starts, long seed) {
        JavaRDD<Vector> vectors = vectors(rows);
        Mixture fitted = Mixture.around(InMemory.centers(sample, k, starts, seed), sample)
                .fit(vectors, MAX_ITERATIONS);
        GaussianMixtureModel model = fitted.stage();
        model.setFeaturesCol(Preparation.SCALED).setPredictionCol(CLUSTER).setProbabilityCol("membership");
        return new Clustering(model, fitted.means(), -fitted.logLikelihood(vectors));
    }

    private static JavaRDD<Vector> vectors(Dataset<Row> rows) {
        return rows.select(Preparation.SCALED)
                .toJavaRDD()
                .map(row -> Vectors.fromML(row.<org.apache.spark.ml.linalg.Vector>getAs(0)));
    }

    private static double[][] arrays(org.apache.spark.ml.linalg.Vector[] centers) {
        return Arrays.stream(centers)
                .map(org.apache.spark.ml.linalg.Vector::toArray)
                .toArray(double[][]::new);
    }
}
