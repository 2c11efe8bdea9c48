package dev.pulso.processor.segment.describe;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import dev.pulso.contracts.segment.Segmentation.Point;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.train.Clusterer;
import dev.pulso.processor.segment.train.Preparation;
import java.util.List;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The plane through scaled space on which entities differ most. */
final class Plane {
    private static final int POINTS = 300;

    private final DenseMatrix axes;

    private Plane(DenseMatrix axes) {
        this.axes = axes;
    }

    static Plane of(Dataset<Row> rows, int features) {
        return new Plane(new PCA()
                .setInputCol(Preparation.SCALED)
                .setOutputCol("plane")
                .setK(Math.min(2, features))
                .fit(rows)
                .pc());
    }

    double along(int axis, double[] scaled) {
        double sum = 0;
        for (int feature = 0; axis < axes.numCols() && feature < scaled.length; feature++) {
            sum += axes.apply(feature, axis) * scaled[feature];
        }
        return sum;
    }

    /** Some entities, the same ones as long as they are there. */
    List<Point> points(Dataset<Row> rows, List<String> ids) {
        return rows
                .orderBy(xxhash64(col(Features.ENTITY)), col(Features.ENTITY))
                .limit(POINTS)
                .select(Preparation.SCALED, Clusterer.CLUSTER)
                .collectAsList()
                .stream()
                .map(row -> {
                    double[] scaled = row.<Vector>getAs(0).toArray();
                    return new Point(ids.get(row.getInt(1)), along(0, scaled), along(1, scaled));
                })
                .toList();
    }
}
