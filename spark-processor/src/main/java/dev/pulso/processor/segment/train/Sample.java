package dev.pulso.processor.segment.train;

import static org.apache.spark.sql.functions.col;

import dev.pulso.processor.segment.feature.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Scaled points, in memory and as one cached partition: what is tried dozens of times must not cost a scheduler each. */
final class Sample implements AutoCloseable {
    private static final StructType SCHEMA = new StructType().add(Preparation.SCALED, SQLDataTypes.VectorType());

    private final double[][] points;
    private final Dataset<Row> rows;

    private Sample(SparkSession spark, double[][] points) {
        this.points = points;
        List<Row> vectors = new ArrayList<>(points.length);
        for (double[] point : points) {
            vectors.add(RowFactory.create(Vectors.dense(point)));
        }
        rows = spark.createDataFrame(vectors, SCHEMA).coalesce(1).cache();
    }

    static Sample of(SparkSession spark, double[][] points) {
        return new Sample(spark, points);
    }

    /** At most {@link Search#SAMPLE} of the rows, the same ones for the same seed and rows. */
    static Sample of(Dataset<Row> scaled, long seed) {
        return new Sample(scaled.sparkSession(), points(scaled, seed));
    }

    /** What {@link #of} takes, in memory only. */
    static double[][] points(Dataset<Row> scaled, long seed) {
        return scaled
                .orderBy(functions.xxhash64(col(Features.ENTITY), functions.lit(seed)))
                .limit(Search.SAMPLE)
                .select(Preparation.SCALED)
                .collectAsList()
                .stream()
                .map(row -> row.<Vector>getAs(0).toArray())
                .toArray(double[][]::new);
    }

    double[][] points() {
        return points;
    }

    Dataset<Row> rows() {
        return rows;
    }

    int[] clusters(Transformer model) {
        return model.transform(rows).select(Clusterer.CLUSTER).collectAsList().stream()
                .mapToInt(row -> row.getInt(0))
                .toArray();
    }

    long distinct() {
        return Arrays.stream(points).map(Arrays::hashCode).distinct().count();
    }

    @Override
    public void close() {
        rows.unpersist();
    }
}
