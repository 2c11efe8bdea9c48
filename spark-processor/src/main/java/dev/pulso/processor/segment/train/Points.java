package dev.pulso.processor.segment.train;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Arithmetic on points in memory: rows of numbers. */
public final class Points {
    private Points() {}

    public static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /** The nearest center but one; -1 for none. */
    public static int nearest(double[] point, double[][] centers, int but) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centers.length; i++) {
            double distance = i == but ? Double.POSITIVE_INFINITY : squaredDistance(point, centers[i]);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    /** The nearest center of each point. */
    static int[] assigned(double[][] points, double[][] centers) {
        return Arrays.stream(points)
                .mapToInt(point -> nearest(point, centers, -1))
                .toArray();
    }

    /** Sum of squared distances to the nearest center. */
    static double spread(double[][] points, double[][] centers) {
        double sum = 0;
        for (double[] point : points) {
            sum += squaredDistance(point, centers[nearest(point, centers, -1)]);
        }
        return sum;
    }

    static double[] mean(double[][] points) {
        double[] mean = new double[points[0].length];
        for (double[] point : points) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += point[i] / points.length;
            }
        }
        return mean;
    }

    /** As many points, each drawn from all of them. */
    static double[][] drawn(double[][] points, SplittableRandom random) {
        double[][] drawn = new double[points.length][];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = points[random.nextInt(points.length)];
        }
        return drawn;
    }

    /** Points of the same number, uniform over the box that holds the given ones. */
    static double[][] uniform(double[][] like, SplittableRandom random) {
        int width = like[0].length;
        double[] low = like[0].clone();
        double[] high = like[0].clone();
        for (double[] point : like) {
            for (int i = 0; i < width; i++) {
                low[i] = Math.min(low[i], point[i]);
                high[i] = Math.max(high[i], point[i]);
            }
        }
        double[][] points = new double[like.length][width];
        for (double[] point : points) {
            for (int i = 0; i < width; i++) {
                point[i] = low[i] + (high[i] - low[i]) * random.nextDouble();
            }
        }
        return points;
    }
}
