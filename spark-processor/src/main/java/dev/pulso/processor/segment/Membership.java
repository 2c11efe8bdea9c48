package dev.pulso.processor.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.describe.Description;
import dev.pulso.processor.segment.describe.Explanation;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.registry.Registry;
import dev.pulso.processor.segment.registry.State;
import dev.pulso.processor.segment.train.Clusterer;
import dev.pulso.processor.segment.train.Points;
import dev.pulso.processor.segment.train.Preparation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Which entity is in which segment, and what of it changed. */
final class Membership {
    private static final String SEGMENT = "segment";
    private static final String WAS = "was";
    private static final String LEFT = "left";

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

    /** The changes between the members sent last and those of a run; all members if none were sent. */
    static Iterator<Member> changes(SparkSession spark, Registry registry, Segmentation run, Definition definition) {
        if (!registry.hasMembers(run.version())) {
            return List.<Member>of().iterator();
        }
        Dataset<Row> now = spark.read().parquet(registry.members(run.version()).toString());
        State state = registry.state(run.serving() == null ? run.version() : run.serving());
        Dataset<Row> before = now.limit(0);
        if (registry.sent().isPresent() && registry.hasMembers(registry.sent().getAsLong())) {
            before = spark.read()
                    .parquet(registry.members(registry.sent().getAsLong()).toString());
        }
        Dataset<Row> changes = now.join(
                        before.select(
                                col(Features.ENTITY).as(LEFT), col(SEGMENT).as(WAS)),
                        col(Features.ENTITY).equalTo(col(LEFT)),
                        "full_outer")
                .where(not(col(SEGMENT).eqNullSafe(col(WAS))))
                .withColumn("who", coalesce(col(Features.ENTITY), col(LEFT)));
        Iterable<Row> rows = changes::toLocalIterator;
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> member(row, run, state, definition))
                .iterator();
    }

    private static Member member(Row row, Segmentation run, State state, Definition definition) {
        String segment = row.getAs(SEGMENT);
        String entity = row.getAs("who");
        if (segment == null) {
            return new Member(
                    run.segmentation(),
                    entity,
                    null,
                    row.getAs(WAS),
                    run.version(),
                    null,
                    run.finishedAt(),
                    Map.of(),
                    null,
                    null,
                    null);
        }
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
                run.segmentation(),
                entity,
                segment,
                row.getAs(WAS),
                run.version(),
                row.getAs(Description.DISTANCE),
                run.finishedAt(),
                named,
                why.nearest() < 0 ? null : state.ids().get(why.nearest()),
                why.why(),
                why.mover());
    }
}
