package dev.pulso.processor.segment.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.feature.EntitySource.Increment;
import dev.pulso.processor.segment.store.Changes;
import dev.pulso.processor.segment.store.Kind;
import dev.pulso.processor.segment.store.Store;
import dev.pulso.processor.segment.store.Store.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the features of every entity true: reads what is new, makes partial aggregates of it by entity and day, and merges those of
 * the entities that changed. A training then costs in proportion to entities, not to all records ever.
 */
public final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    // What is kept is made anew after a change of how it is made.
    private static final int FORMAT = 1;
    private static final int PART = 50_000;
    private static final String POSITION = "position";
    private static final String MADE_BY = "definition";
    private static final StructType KEPT =
            new StructType().add(Records.ID, DataTypes.StringType).add("total", DataTypes.StringType);
    private static final List<Kind> MADE_OF_RECORDS = List.of(
            Kind.KEY,
            Kind.FACT,
            Kind.FRESH,
            Kind.STALE,
            Kind.PARTIAL,
            Kind.DAY,
            Kind.CHANGED,
            Kind.AGGREGATE,
            Kind.MARK);

    private final SparkSession spark;
    private final Definition definition;
    private final EntitySource source;
    private final Store store;
    private final Clock clock;
    private final Path directory;
    private final Records records;
    private final Aggregates aggregates;
    private final StructType types;
    private final FactBook facts;
    private final Partials partials;
    private final Totals totals;

    /** @param directory for rows on their way to Spark; executors must see it */
    public Upkeep(
            SparkSession spark, Definition definition, EntitySource source, Store store, Path directory, Clock clock) {
        this.spark = spark;
        this.definition = definition;
        this.source = source;
        this.store = store;
        this.clock = clock;
        this.directory = directory.toAbsolutePath();
        records = new Records(definition);
        aggregates = Aggregates.of(spark, definition);
        StructType body = records.body(spark);
        types = aggregates.types(spark, body);
        facts = new FactBook(store);
        Path work = this.directory.resolve("refresh");
        partials = new Partials(spark, store, aggregates, body, types, work);
        totals = new Totals(spark, store, aggregates, body, types, work);
    }

    /**
     * Takes in what is new. Costs in proportion to that, to the entities it is about and to those whose records enter or leave the
     * look-back. After a crash it goes on where it was.
     *
     * @return whether the features of any entity may have changed
     * @throws IOException if the source is unreadable
     */
    public boolean refresh() throws IOException {
        beginAnewIfNeeded();
        Increment news = source.after(spark, definition.source().topic(), position());
        if (news.size() > 0) {
            int parts = (int) Math.min(1_000, 1 + news.size() / PART);
            facts.take(records.rows(news.records(), parts).toLocalIterator());
        }
        partials.refresh();
        String before = window();
        totals.refresh(clock);
        try (Changes changes = store.change()) {
            changes.put(Kind.MARK, news.upTo().json(), POSITION).write();
        }
        return news.size() > 0 || !window().equals(before);
    }

    /** The features of all entities as of the last {@link #refresh}. Costs in proportion to their number. */
    public Features.Table table() {
        Stage stage = new Stage(spark, directory.resolve("table"), KEPT);
        try (Stream<Entry> all = store.scan(Kind.AGGREGATE)) {
            all.forEach(each -> stage.add(RowFactory.create(each.key(), each.value())));
        }
        Dataset<Row> rows = features(stage.rows()).cache();
        Row span = rows.agg(min(Aggregates.FROM), max(Aggregates.TO), sum(Aggregates.RECORDS), count(lit(1)))
                .head();
        return new Features.Table(
                rows,
                span.isNullAt(0) ? null : span.getInstant(0),
                span.isNullAt(1) ? null : span.getInstant(1),
                span.isNullAt(2) ? 0 : span.getLong(2),
                span.getLong(3),
                stage::close);
    }

    /** Whether there are so many entities as of the last {@link #refresh}; asks no Spark. */
    public boolean hasEntities(long least) {
        try (Stream<Entry> all = store.scan(Kind.AGGREGATE)) {
            return all.limit(least).count() == least;
        }
    }

    /** The features of entities whose ids (see {@link #id}) are given, those that have any: id, entity, features. */
    public Dataset<Row> of(List<String> ids) {
        return features(spark.createDataFrame(
                ids.stream()
                        .map(id -> RowFactory.create(id, store.get(Kind.AGGREGATE, id)))
                        .filter(row -> !row.isNullAt(1))
                        .toList(),
                KEPT));
    }

    /** The features of so many entities, drawn by their digest. */
    public Dataset<Row> sample(int size) {
        try (Stream<Entry> all = store.scan(Kind.AGGREGATE)) {
            return features(spark.createDataFrame(
                    all.limit(size)
                            .map(each -> RowFactory.create(each.key(), each.value()))
                            .toList(),
                    KEPT));
        }
    }

    private Dataset<Row> features(Dataset<Row> kept) {
        return kept.select(
                        col(Records.ID),
                        from_json(col("total"), types, Records.JSON).as("parts"))
                .select(Records.ID, "parts.*")
                .withColumn(
                        Aggregates.AS_OF,
                        lit(Window.read(window()).asOf().toString()).cast(DataTypes.DateType))
                .select(aggregates.features());
    }

    private String window() {
        String window = store.get(Kind.MARK, Totals.WINDOW);
        return window == null ? "" : window;
    }

    private Position position() {
        String position = store.get(Kind.MARK, POSITION);
        return position == null ? Position.START : Position.read(position);
    }

    private void beginAnewIfNeeded() throws IOException {
        String made = FORMAT + " " + spark.version() + " " + definition.source() + definition.entity()
                + definition.columns() + definition.keep() + definition.lookBack() + definition.asOf()
                + definition.features().stream().map(each -> each.expression()).toList();
        boolean same = made.equals(store.get(Kind.MARK, MADE_BY));
        if (same && source.reachesBackTo(position())) {
            return;
        }
        LOG.info(
                "features are made anew segmentation={} definition={} incremental={}",
                definition.name(),
                same ? "same" : "other",
                aggregates.mergeable());
        try (Changes changes = store.change()) {
            MADE_OF_RECORDS.forEach(changes::deleteAll);
            changes.put(Kind.MARK, made, MADE_BY).write();
        }
    }
}
