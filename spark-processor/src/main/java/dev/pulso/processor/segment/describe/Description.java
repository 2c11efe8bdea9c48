package dev.pulso.processor.segment.describe;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.stddev;

import dev.pulso.contracts.segment.Segmentation.Effect;
import dev.pulso.contracts.segment.Segmentation.Point;
import dev.pulso.contracts.segment.Segmentation.Rule;
import dev.pulso.contracts.segment.Segmentation.Segment;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.train.Clusterer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What the segments of a clustering are like.
 *
 * @param segments largest first
 */
public record Description(List<Segment> segments, List<Point> points) {
    /** Column of the distance to the own centroid. */
    public static final String DISTANCE = "distance";

    private static final int EXAMPLES = 5;

    /**
     * @param rows cached: entity, features, scaled vector, cluster, {@link #DISTANCE}
     * @param ids of the clusters
     * @param centers in scaled space
     */
    public static Description of(Dataset<Row> rows, Definition definition, List<String> ids, double[][] centers) {
        List<String> features = definition.featureNames();
        Row all = rows.agg(count(lit(1)), averages(features)).head();
        List<Row> means = rows.groupBy(Clusterer.CLUSTER)
                .agg(count(lit(1)), averages(features))
                .orderBy(Clusterer.CLUSTER)
                .collectAsList();
        Map<Integer, List<Rule>> rules = Rules.of(rows, features, ids.size());
        Map<Integer, List<String>> examples = examples(rows);
        Plane plane = Plane.of(rows, features.size());
        List<List<Effect>> effects =
                means.stream().map(each -> effects(features, each, all)).toList();
        List<String> names = Names.of(definition, effects);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < means.size(); i++) {
            int cluster = means.get(i).getInt(0);
            long size = means.get(i).getLong(1);
            segments.add(new Segment(
                    ids.get(cluster),
                    names.get(i),
                    size,
                    (double) size / all.getLong(0),
                    centroid(features, means.get(i)),
                    effects.get(i),
                    rules.getOrDefault(cluster, List.of()),
                    examples.getOrDefault(cluster, List.of()),
                    plane.along(0, centers[cluster]),
                    plane.along(1, centers[cluster])));
        }
        segments.sort(Comparator.comparingLong(Segment::size).reversed());
        return new Description(segments, plane.points(rows, ids));
    }

    /** For each feature its mean, the mean of its logarithm, and the deviation of that. */
    private static Column[] averages(List<String> features) {
        return features.stream()
                .flatMap(each -> {
                    Column logarithm = log1p(greatest(col(each), lit(0.0)));
                    return Stream.of(avg(each), avg(logarithm), stddev(logarithm));
                })
                .toArray(Column[]::new);
    }

    private static List<Effect> effects(List<String> features, Row mean, Row all) {
        List<Effect> effects = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            double deviation = all.isNullAt(3 * f + 3) ? 0 : all.getDouble(3 * f + 3);
            double difference = mean.getDouble(3 * f + 3) - all.getDouble(3 * f + 2);
            effects.add(new Effect(features.get(f), deviation == 0 ? 0 : difference / deviation));
        }
        effects.sort(Comparator.comparingDouble((Effect each) -> Math.abs(each.effect()))
                .reversed());
        return effects;
    }

    private static Map<String, Double> centroid(List<String> features, Row mean) {
        Map<String, Double> centroid = new LinkedHashMap<>();
        for (int f = 0; f < features.size(); f++) {
            centroid.put(features.get(f), mean.getDouble(3 * f + 2));
        }
        return centroid;
    }

    private static Map<Integer, List<String>> examples(Dataset<Row> rows) {
        Map<Integer, List<String>> examples = new HashMap<>();
        rows.select(
                        col(Clusterer.CLUSTER),
                        col(Features.ENTITY),
                        row_number()
                                .over(Window.partitionBy(Clusterer.CLUSTER).orderBy(DISTANCE, Features.ENTITY))
                                .as("rank"))
                .where(col("rank").leq(EXAMPLES))
                .orderBy("rank")
                .collectAsList()
                .forEach(row -> examples.computeIfAbsent(row.getInt(0), each -> new ArrayList<>())
                        .add(row.getString(1)));
        return examples;
    }
}
