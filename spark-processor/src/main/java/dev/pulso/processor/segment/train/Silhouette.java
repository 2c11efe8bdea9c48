package dev.pulso.processor.segment.train;

/**
 * Mean silhouette by squared distances, as MLlib's {@code ClusteringEvaluator} defines it: the mean squared distance of a point
 * to those of a cluster follows from the cluster's mean and mean square, without comparing all pairs.
 */
final class Silhouette {
    private final double[][] mean;
    private final double[] meanSquare;
    private final long[] size;

    private Silhouette(double[][] points, int[] cluster, int k) {
        int width = points[0].length;
        mean = new double[k][width];
        meanSquare = new double[k];
        size = new long[k];
        for (int each : cluster) {
            size[each]++;
        }
        for (int i = 0; i < points.length; i++) {
            int of = cluster[i];
            for (int f = 0; f < width; f++) {
                mean[of][f] += points[i][f] / size[of];
                meanSquare[of] += points[i][f] * points[i][f] / size[of];
            }
        }
    }

    /** @param cluster of each point, below {@code k} */
    static double of(double[][] points, int[] cluster, int k) {
        Silhouette silhouette = new Silhouette(points, cluster, k);
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += silhouette.at(points[i], cluster[i]);
        }
        return sum / points.length;
    }

    private double at(double[] point, int own) {
        if (size[own] <= 1) {
            return 0;
        }
        // The point itself is among those of its cluster, at distance 0.
        double within = meanDistance(point, own) * size[own] / (size[own] - 1);
        double other = Double.POSITIVE_INFINITY;
        for (int c = 0; c < mean.length; c++) {
            if (c != own && size[c] > 0) {
                other = Math.min(other, meanDistance(point, c));
            }
        }
        double larger = Math.max(within, other);
        return larger == 0 || Double.isInfinite(other) ? 0 : (other - within) / larger;
    }

    private double meanDistance(double[] point, int cluster) {
        double square = 0;
        double product = 0;
        for (int f = 0; f < point.length; f++) {
            square += point[f] * point[f];
            product += point[f] * mean[cluster][f];
        }
        return square + meanSquare[cluster] - 2 * product;
    }
}
