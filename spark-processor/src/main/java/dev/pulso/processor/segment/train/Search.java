package dev.pulso.processor.segment.train;

import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definition.Algorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Looks for the number of segments, and how well it stands, on a sample. */
public final class Search {
    /** More entities than these are sampled for evidence; the model itself is fitted on all. */
    public static final int SAMPLE = 5_000;

    private static final int REFERENCES = 4;
    private static final int BOOTSTRAPS = 6;
    private static final int STARTS = 2;

    private final Definition definition;
    private final Scale scale;
    private final SparkSession spark;
    private final Sample sample;

    private Search(Definition definition, Scale scale, Sample sample, SparkSession spark) {
        this.definition = definition;
        this.scale = scale;
        this.sample = sample;
        this.spark = spark;
    }

    /** @param stability mean adjusted Rand index between the choice and the clusterings of bootstrapped samples */
    public record Found(Evidence evidence, Evidence.Entry choice, double stability) {}

    /** What a search came to: {@code found} is null if there is no structure. */
    public record Outcome(Evidence evidence, @Nullable Found found) {}

    /** @param scaled with the entity, and the vector to cluster */
    public static Outcome run(Dataset<Row> scaled, Definition definition, Scale scale) {
        try (Sample sample = Sample.of(scaled, definition.seed())) {
            return new Search(definition, scale, sample, scaled.sparkSession()).run();
        }
    }

    private Outcome run() {
        if (sample.distinct() <= definition.k().to()) {
            double spread = Points.spread(sample.points(), new double[][] {Points.mean(sample.points())});
            return new Outcome(new Evidence(List.of(new Evidence.Entry(1, spread, Double.NaN, 0, 0))), null);
        }
        Evidence evidence = evidence();
        return new Outcome(
                evidence,
                evidence.choice()
                        .map(choice -> new Found(evidence, choice, stability(choice.k())))
                        .orElse(null));
    }

    private Evidence evidence() {
        List<Integer> tried = new ArrayList<>(List.of(1));
        IntStream.rangeClosed(definition.k().from(), definition.k().to()).forEach(tried::add);
        double[][] rotated = rotated();
        double[][] along = falls(tried, seed -> Points.uniform(rotated, new SplittableRandom(seed)));
        double[][] original = falls(tried, this::uniformInOriginalUnits);
        double whole = Points.spread(sample.points(), new double[][] {Points.mean(sample.points())});
        return new Evidence(IntStream.range(0, tried.size())
                .parallel()
                .mapToObj(i -> entry(tried.get(i), whole, along[i], original[i]))
                .toList());
    }

    /** @param falls of ln(wcss) from one segment to k, of each set of random points, for both kinds of randomness */
    private Evidence.Entry entry(int k, double whole, double[]... falls) {
        if (k == 1) {
            return new Evidence.Entry(1, whole, Double.NaN, 0, 0);
        }
        double[][] centers = InMemory.centers(sample.points(), k, definition.starts(), definition.seed());
        double wcss = Points.spread(sample.points(), centers);
        double silhouette = Silhouette.of(sample.points(), Points.assigned(sample.points(), centers), k);
        double gap = Double.POSITIVE_INFINITY;
        double spread = 0;
        for (double[] fall : falls) {
            double mean = Arrays.stream(fall).average().orElseThrow();
            if (Math.log(whole / wcss) - mean < gap) {
                gap = Math.log(whole / wcss) - mean;
                double variance = Arrays.stream(fall)
                        .map(each -> (each - mean) * (each - mean))
                        .average()
                        .orElseThrow();
                spread = Math.sqrt(variance * (1 + 1.0 / fall.length));
            }
        }
        return new Evidence.Entry(k, wcss, silhouette, gap, spread);
    }

    private double[][] falls(List<Integer> tried, LongFunction<double[][]> random) {
        double[][] falls = new double[tried.size()][REFERENCES];
        IntStream.range(0, REFERENCES).parallel().forEach(r -> {
            double[][] points = random.apply(definition.seed() + r);
            double whole = Points.spread(points, new double[][] {Points.mean(points)});
            for (int i = 1; i < falls.length; i++) {
                double[][] centers = InMemory.centers(points, tried.get(i), STARTS, definition.seed());
                falls[i][r] = Math.log(whole / Points.spread(points, centers));
            }
        });
        return falls;
    }

    /** Random before the transforms: a logarithm makes tails of nothing, which look like segments. */
    private double[][] uniformInOriginalUnits(long seed) {
        double[][] original =
                Arrays.stream(sample.points()).map(scale::toOriginal).toArray(double[][]::new);
        return Arrays.stream(Points.uniform(original, new SplittableRandom(seed)))
                .map(scale::toScaled)
                .toArray(double[][]::new);
    }

    /** Along the principal axes: the box around correlated data would else be mostly empty. */
    private double[][] rotated() {
        return new PCA()
                        .setInputCol(Preparation.SCALED)
                        .setOutputCol("axes")
                        .setK(sample.points()[0].length)
                        .fit(sample.rows())
                        .transform(sample.rows())
                        .select("axes")
                        .collectAsList()
                        .stream()
                        .map(row -> row.<Vector>getAs(0).toArray())
                        .toArray(double[][]::new);
    }

    private double stability(int k) {
        int[] base = clusters(sample, k, definition.starts(), definition.seed());
        SplittableRandom random = new SplittableRandom(definition.seed());
        double sum = 0;
        for (int b = 0; b < BOOTSTRAPS; b++) {
            try (Sample drawn = Sample.of(spark, Points.drawn(sample.points(), random.split()))) {
                sum += AdjustedRand.index(base, clusters(drawn, k, STARTS, definition.seed() + b));
            }
        }
        return sum / BOOTSTRAPS;
    }

    /** The cluster of each point of the sample by a clustering of {@code fitted}. */
    private int[] clusters(Sample fitted, int k, int starts, long seed) {
        if (definition.algorithm() == Algorithm.KMEANS) {
            return Points.assigned(sample.points(), InMemory.centers(fitted.points(), k, starts, seed));
        }
        return sample.clusters(new Clusterer(definition.algorithm())
                .fit(fitted.rows(), fitted.points(), k, starts, seed)
                .model());
    }
}
