package dev.pulso.processor.segment.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.pulso.processor.segment.store.Changes;
import dev.pulso.processor.segment.store.Kind;
import dev.pulso.processor.segment.store.Store;
import dev.pulso.processor.segment.store.Store.Entry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Partial aggregates by entity and day, kept true as facts come and go. */
final class Partials {
    static final StructType STAGED = new StructType()
            .add(Records.ID, DataTypes.StringType)
            .add(Records.DAY, DataTypes.StringType)
            .add(Records.BODY, DataTypes.StringType)
            .add("partial", DataTypes.StringType);
    /** Characters of a day. */
    static final int DAY = 10;

    private final SparkSession spark;
    private final Store store;
    private final Aggregates aggregates;
    private final StructType body;
    private final StructType types;
    private final Path directory;

    Partials(
            SparkSession spark, Store store, Aggregates aggregates, StructType body, StructType types, Path directory) {
        this.spark = spark;
        this.store = store;
        this.aggregates = aggregates;
        this.body = body;
        this.types = types;
        this.directory = directory;
    }

    /** Brings the partials up to the facts. */
    void refresh() {
        try (Stage stage = new Stage(spark, directory, STAGED)) {
            stageStale(stage);
            stageFresh(stage);
            if (stage.isEmpty()) {
                return;
            }
            if (aggregates.mergeable()) {
                keep(made(stage.rows()).toLocalIterator());
            } else {
                keep(stage.rows().select(Records.ID, Records.DAY).distinct().toLocalIterator());
            }
        }
    }

    /** The facts that are left of days that lost one. */
    private void stageStale(Stage stage) {
        try (Stream<Entry> stale = store.scan(Kind.STALE);
                Changes changes = store.change()) {
            stale.forEach(each -> {
                String id = each.key().substring(0, EntityId.WIDTH);
                String day = each.key().substring(EntityId.WIDTH);
                try (Stream<Entry> facts = store.scan(Kind.FACT, id, day)) {
                    Iterator<Entry> left = facts.iterator();
                    if (!left.hasNext()) {
                        changes.delete(Kind.STALE, id, day)
                                .delete(Kind.PARTIAL, id, day)
                                .delete(Kind.DAY, day, id)
                                .put(Kind.CHANGED, "", id);
                        changes.writeIfMany();
                    }
                    left.forEachRemaining(fact -> stage.add(RowFactory.create(id, day, fact.value(), null)));
                }
            });
            changes.write();
        }
    }

    /** New facts of the other days, and what their partials are so far. */
    private void stageFresh(Stage stage) {
        try (Stream<Entry> fresh = store.scan(Kind.FRESH)) {
            String last = "";
            boolean stale = false;
            for (Iterator<Entry> each = fresh.iterator(); each.hasNext(); ) {
                String key = each.next().key();
                String id = key.substring(0, EntityId.WIDTH);
                String day = key.substring(EntityId.WIDTH, EntityId.WIDTH + DAY);
                if (!last.equals(id + day)) {
                    last = id + day;
                    stale = store.has(Kind.STALE, id, day);
                    String partial = stale ? null : store.get(Kind.PARTIAL, id, day);
                    if (partial != null) {
                        stage.add(RowFactory.create(id, day, null, partial));
                    }
                }
                String fact = stale ? null : store.get(Kind.FACT, id, day, key.substring(EntityId.WIDTH + DAY));
                if (fact != null) {
                    stage.add(RowFactory.create(id, day, fact, null));
                }
            }
        }
    }

    private Dataset<Row> made(Dataset<Row> staged) {
        Column[] parts = names();
        Dataset<Row> old = staged.where(col("partial").isNotNull())
                .select(
                        col(Records.ID),
                        col(Records.DAY),
                        from_json(col("partial"), types, Records.JSON).as("parts"))
                .select(Records.ID, Records.DAY, "parts.*");
        Dataset<Row> added = staged.where(col(Records.BODY).isNotNull())
                .select(
                        col(Records.ID),
                        col(Records.DAY),
                        from_json(col(Records.BODY), body, Records.JSON).as(Records.BODY))
                .select(Records.ID, Records.DAY, Records.BODY + ".*")
                .groupBy(Records.ID, Records.DAY)
                .agg(aggregates.partials()[0], tail(aggregates.partials()));
        Column[] merges = aggregates.merges(types);
        return old.unionByName(added)
                .groupBy(Records.ID, Records.DAY)
                .agg(merges[0], tail(merges))
                .select(
                        col(Records.ID),
                        col(Records.DAY),
                        to_json(struct(parts), Records.JSON).as("partial"));
    }

    private Column[] names() {
        return List.of(types.fieldNames()).stream()
                .map(each -> col("`" + each + "`"))
                .toArray(Column[]::new);
    }

    private void keep(Iterator<Row> partials) {
        try (Changes changes = store.change()) {
            partials.forEachRemaining(row -> {
                String id = row.getString(0);
                String day = row.getString(1);
                changes.put(Kind.PARTIAL, row.size() > 2 ? row.getString(2) : "", id, day)
                        .put(Kind.DAY, "", day, id)
                        .put(Kind.CHANGED, "", id)
                        .delete(Kind.STALE, id, day);
                try (Stream<Entry> fresh = store.scan(Kind.FRESH, id, day)) {
                    fresh.forEach(each -> changes.delete(Kind.FRESH, each.key()));
                }
                changes.writeIfMany();
            });
            changes.write();
        }
    }

    static Column[] tail(Column[] columns) {
        return Arrays.copyOfRange(columns, 1, columns.length);
    }
}
