package dev.pulso.processor.segment.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definition.AsOf;
import dev.pulso.processor.segment.store.Changes;
import dev.pulso.processor.segment.store.Kind;
import dev.pulso.processor.segment.store.Store;
import dev.pulso.processor.segment.store.Store.Entry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

/** Aggregates of each entity over the look-back, kept true as days change and as they enter and leave the look-back. */
final class Totals {
    static final String WINDOW = "window";

    private final SparkSession spark;
    private final Store store;
    private final Aggregates aggregates;
    private final StructType body;
    private final StructType types;
    private final Path directory;

    Totals(SparkSession spark, Store store, Aggregates aggregates, StructType body, StructType types, Path directory) {
        this.spark = spark;
        this.store = store;
        this.aggregates = aggregates;
        this.body = body;
        this.types = types;
        this.directory = directory;
    }

    /** Brings the aggregates up to the partials and the day. */
    Window refresh(Clock clock) {
        Window window = move(clock);
        try (Stage stage = new Stage(spark, directory, Partials.STAGED)) {
            stage(stage, window);
            if (!stage.isEmpty()) {
                keep(merged(stage.rows(), window).toLocalIterator());
            }
        }
        return window;
    }

    private Window move(Clock clock) {
        Definition definition = aggregates.definition();
        LocalDate tomorrow =
                clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        LocalDate asOf = definition.asOf() == AsOf.NOW
                ? tomorrow
                : store.last(Kind.DAY)
                        .map(each -> LocalDate.parse(each.key().substring(0, Partials.DAY))
                                .plusDays(1))
                        .orElse(tomorrow);
        Window window = Window.of(definition, asOf);
        String text = store.get(Kind.MARK, WINDOW);
        Window before = text == null ? window : Window.read(text);
        try (Changes changes = store.change()) {
            if (!window.equals(before)) {
                change(before.from(), window.from(), changes);
                change(before.asOf(), window.asOf(), changes);
                if (aggregates.bound()) {
                    try (Stream<Entry> all = store.scan(Kind.AGGREGATE)) {
                        all.forEach(each -> changes.put(Kind.CHANGED, "", each.key()));
                    }
                }
            }
            changes.put(Kind.MARK, window.toString(), WINDOW).write();
        }
        return window;
    }

    /** Whoever has a record on a day between has other aggregates now. */
    private void change(LocalDate one, LocalDate other, Changes changes) {
        LocalDate from = one.isBefore(other) ? one : other;
        LocalDate to = one.isBefore(other) ? other : one;
        try (Stream<Entry> days = store.range(Kind.DAY, from.toString(), to.toString())) {
            days.forEach(each -> changes.put(Kind.CHANGED, "", each.key().substring(Partials.DAY)));
        }
    }

    private void stage(Stage stage, Window window) {
        Kind made = aggregates.mergeable() ? Kind.PARTIAL : Kind.FACT;
        try (Stream<Entry> changed = store.scan(Kind.CHANGED);
                Changes changes = store.change()) {
            for (Iterator<Entry> each = changed.iterator(); each.hasNext(); ) {
                String id = each.next().key();
                boolean none = true;
                try (Stream<Entry> rows = store.range(made, id + window.from(), id + window.asOf())) {
                    for (Iterator<Entry> row = rows.iterator(); row.hasNext(); none = false) {
                        Entry entry = row.next();
                        stage.add(
                                aggregates.mergeable()
                                        ? RowFactory.create(id, null, null, entry.value())
                                        : RowFactory.create(id, null, entry.value(), null));
                    }
                }
                if (none) {
                    changes.delete(Kind.AGGREGATE, id).delete(Kind.CHANGED, id).put(Kind.UNSCORED, "", id);
                    changes.writeIfMany();
                }
            }
            changes.write();
        }
    }

    private Dataset<Row> merged(Dataset<Row> staged, Window window) {
        boolean mergeable = aggregates.mergeable();
        Column[] made = mergeable ? aggregates.merges(types) : aggregates.partials();
        Dataset<Row> read = mergeable
                ? staged.select(
                                col(Records.ID),
                                from_json(col("partial"), types, Records.JSON).as("parts"))
                        .select(Records.ID, "parts.*")
                : staged.select(
                                col(Records.ID),
                                from_json(col(Records.BODY), body, Records.JSON).as(Records.BODY))
                        .select(Records.ID, Records.BODY + ".*");
        Column asOf = lit(window.asOf().toString()).cast(DataTypes.DateType).as(Aggregates.AS_OF);
        Column[] names = List.of(types.fieldNames()).stream()
                .map(each -> col("`" + each + "`"))
                .toArray(Column[]::new);
        return read.select(col("*"), asOf)
                .groupBy(Records.ID, Aggregates.AS_OF)
                .agg(made[0], Partials.tail(made))
                .select(col(Records.ID), to_json(struct(names), Records.JSON).as("total"));
    }

    private void keep(Iterator<Row> merged) {
        try (Changes changes = store.change()) {
            merged.forEachRemaining(row -> {
                String id = row.getString(0);
                changes.put(Kind.AGGREGATE, row.getString(1), id)
                        .put(Kind.UNSCORED, "", id)
                        .delete(Kind.CHANGED, id);
                changes.writeIfMany();
            });
            changes.write();
        }
    }
}
