package dev.pulso.processor.segment;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.registry.State;
import dev.pulso.processor.segment.train.Clusterer;
import dev.pulso.processor.segment.train.Points;
import dev.pulso.processor.segment.train.Scale;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many entities the segments of a version share with new clusters.
 *
 * @param shared {@code shared[i][j]}: were in old segment i, are in new cluster j
 * @param oldSizes members of the old segments
 */
record Overlap(long[][] shared, long[] oldSizes) {
    private static final String SEGMENT = "segment";

    /**
     * @param before entity and segment
     * @param now entity and cluster
     */
    static Overlap of(Dataset<Row> before, Dataset<Row> now, List<String> old, int clusters) {
        long[] sizes = new long[old.size()];
        before.groupBy(SEGMENT)
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(row -> sizes[old.indexOf(row.getString(0))] = row.getLong(1));
        long[][] shared = new long[old.size()][clusters];
        before.join(now, Features.ENTITY)
                .groupBy(SEGMENT, Clusterer.CLUSTER)
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(row -> shared[old.indexOf(row.getString(0))][row.getInt(1)] = row.getLong(2));
        return new Overlap(shared, sizes);
    }

    /** Members of each cluster. */
    static long[] sizes(Dataset<Row> clustered, int clusters) {
        long[] sizes = new long[clusters];
        clustered
                .groupBy(Clusterer.CLUSTER)
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(row -> sizes[row.getInt(0)] = row.getLong(1));
        return sizes;
    }

    /** {@code 1 / (1 + distance)} between old and new centroids, both in the new scaled space. */
    static double[][] closeness(State old, double[][] centers, Scale scale) {
        double[][] closeness = new double[old.centers().length][centers.length];
        for (int i = 0; i < closeness.length; i++) {
            double[] center = scale.toScaled(old.scale().toOriginal(old.centers()[i]));
            for (int j = 0; j < centers.length; j++) {
                // Other features than before: only members can say which segment is which.
                boolean comparable = center.length == centers[j].length;
                closeness[i][j] = comparable ? 1 / (1 + Math.sqrt(Points.squaredDistance(center, centers[j]))) : 0;
            }
        }
        return closeness;
    }
}
