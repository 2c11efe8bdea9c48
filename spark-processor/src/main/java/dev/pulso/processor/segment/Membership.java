package dev.pulso.processor.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import dev.pulso.contracts.segment.Member;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.describe.Description;
import dev.pulso.processor.segment.describe.Explanation;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.registry.State;
import dev.pulso.processor.segment.train.Clusterer;
import dev.pulso.processor.segment.train.Points;
import dev.pulso.processor.segment.train.Preparation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Which entity is in which segment, and what of it changed. */
final class Membership {
    static final String SEGMENT = "segment";

    private Membership() {}

    /** Adds the distance to the centroid of the cluster. */
    static Dataset<Row> withDistance(Dataset<Row> clustered, double[][] centers) {
        UDF2<Vector, Integer, Double> distance =
                (vector, cluster) -> Math.sqrt(Points.squaredDistance(vector.toArray(), centers[cluster]));
        return clustered.withColumn(
                Description.DISTANCE,
                udf(distance, DataTypes.DoubleType).apply(col(Preparation.SCALED), col(Clusterer.CLUSTER)));
    }

    /** Entity, segment, distance and the features. */
    static Dataset<Row> members(Dataset<Row> rows, State state) {
        Column ids = array(state.ids().stream().map(each -> lit(each)).toArray(Column[]::new));
        List<Column> columns = new ArrayList<>();
        columns.add(col(Features.ENTITY));
        columns.add(element_at(ids, col(Clusterer.CLUSTER).plus(1)).as(SEGMENT));
        columns.add(col(Description.DISTANCE));
        state.features().forEach(each -> columns.add(col(each)));
        return rows.select(columns.toArray(Column[]::new));
    }

    /** @param row as {@link #members} makes them */
    static Member member(Row row, @Nullable String was, long version, Instant at, State state, Definition definition) {
        String segment = row.getAs(SEGMENT);
        double[] features = state.features().stream()
                .mapToDouble(each -> row.<Double>getAs(each))
                .toArray();
        Map<String, Double> named = new HashMap<>();
        for (int i = 0; i < features.length; i++) {
            named.put(state.features().get(i), features[i]);
        }
        Explanation why =
                Explanation.of(features, state.ids().indexOf(segment), state.centers(), state.scale(), definition);
        return new Member(
                definition.name(),
                row.getAs(Features.ENTITY),
                segment,
                was,
                version,
                row.getAs(Description.DISTANCE),
                at,
                named,
                why.nearest() < 0 ? null : state.ids().get(why.nearest()),
                why.why(),
                why.mover());
    }

    /** An entity that is in no segment any more. */
    static Member left(String segmentation, String entity, String was, long version, Instant at) {
        return new Member(segmentation, entity, null, was, version, null, at, Map.of(), null, null, null);
    }
}
