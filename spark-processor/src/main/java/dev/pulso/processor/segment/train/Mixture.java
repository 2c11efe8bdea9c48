package dev.pulso.processor.segment.train;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.mllib.clustering.GaussianMixture;
import org.apache.spark.mllib.linalg.Matrices;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.stat.distribution.MultivariateGaussian;

/**
 * A mixture of normal distributions by expectation and maximisation. Begun with what k-means finds: MLlib's own start takes means
 * of a few points drawn from all, which lie near the middle, and often stays there. Only the older half of MLlib takes a beginning.
 *
 * @param weights of the distributions; their sum is 1
 * @param gaussians as many, in scaled space
 */
record Mixture(double[] weights, MultivariateGaussian[] gaussians) implements Serializable {
    /** Least variance of a feature in the beginning, where 1 is that of all entities: none may be a single point. */
    private static final double LEAST_VARIANCE = 1e-3;

    private static final double TOLERANCE = 0.01;

    /** One distribution around each center, as wide and as heavy as the points that are nearest to it. */
    static Mixture around(double[][] centers, double[][] points) {
        int[] nearest = Points.assigned(points, centers);
        double[] weights = new double[centers.length];
        MultivariateGaussian[] gaussians = new MultivariateGaussian[centers.length];
        for (int k = 0; k < centers.length; k++) {
            double[] variances = new double[centers[k].length];
            int count = 0;
            for (int i = 0; i < points.length; i++) {
                if (nearest[i] == k) {
                    count++;
                    for (int j = 0; j < variances.length; j++) {
                        variances[j] += Math.pow(points[i][j] - centers[k][j], 2);
                    }
                }
            }
            int members = Math.max(1, count);
            double[] wide = Arrays.stream(variances)
                    .map(sum -> Math.max(LEAST_VARIANCE, sum / members))
                    .toArray();
            weights[k] = (double) members / points.length;
            gaussians[k] = new MultivariateGaussian(Vectors.dense(centers[k]), Matrices.diag(Vectors.dense(wide)));
        }
        return new Mixture(weights, gaussians);
    }

    /** The likeliest mixture of as many distributions, from this one on. */
    Mixture fit(JavaRDD<Vector> points, int iterations) {
        org.apache.spark.mllib.clustering.GaussianMixtureModel fitted = new GaussianMixture()
                .setK(weights.length)
                .setInitialModel(new org.apache.spark.mllib.clustering.GaussianMixtureModel(weights, gaussians))
                .setMaxIterations(iterations)
                .setConvergenceTol(TOLERANCE)
                .run(points);
        return new Mixture(fitted.weights(), fitted.gaussians());
    }

    double[][] means() {
        return Arrays.stream(gaussians).map(each -> each.mu().toArray()).toArray(double[][]::new);
    }

    double logLikelihood(JavaRDD<Vector> points) {
        return points.mapToDouble(this::logDensity).sum();
    }

    private double logDensity(Vector point) {
        double density = 0;
        for (int k = 0; k < weights.length; k++) {
            density += weights[k] * gaussians[k].pdf(point);
        }
        return Math.log(Math.max(density, Double.MIN_NORMAL));
    }

    /** The same as a stage of a pipeline. */
    GaussianMixtureModel stage() {
        return new GaussianMixtureModel(
                "mixture",
                weights,
                Arrays.stream(gaussians)
                        .map(each -> new org.apache.spark.ml.stat.distribution.MultivariateGaussian(
                                each.mu().asML(), each.sigma().asML()))
                        .toArray(org.apache.spark.ml.stat.distribution.MultivariateGaussian[]::new));
    }
}
