package dev.pulso.processor.segment;

import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.feature.EntitySource;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.feature.Position;
import dev.pulso.processor.segment.feature.Upkeep;
import dev.pulso.processor.segment.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Records that came in batch by batch, as the archive has them. */
public final class Given implements EntitySource {
    public static final StructType RECORDS = new StructType()
            .add("key", DataTypes.StringType)
            .add("offset", DataTypes.LongType)
            .add("value", DataTypes.StringType);

    private final List<Dataset<Row>> batches = new ArrayList<>();
    private long generation = 1;

    public static Given of(Dataset<Row> records) {
        return new Given().with(records);
    }

    public static Given of(List<Row> records) {
        return new Given().with(records);
    }

    public Given with(Dataset<Row> records) {
        batches.add(records);
        return this;
    }

    public Given with(List<Row> records) {
        return with(TestSpark.session().createDataFrame(records, RECORDS));
    }

    /** The archive is lost; what comes now is a new one. */
    public void beginAnew() {
        batches.clear();
        generation++;
    }

    @Override
    public Increment after(SparkSession spark, String topic, Position place) {
        long known = place.batches().getOrDefault(generation, -1L);
        Dataset<Row> records = spark.createDataFrame(List.of(), RECORDS);
        for (int batch = (int) known + 1; batch < batches.size(); batch++) {
            records = records.union(batches.get(batch));
        }
        return new Increment(records, new Position(Map.of(generation, batches.size() - 1L)), records.count());
    }

    @Override
    public boolean reachesBackTo(Position place) {
        return place.batches().keySet().stream().allMatch(each -> each == generation);
    }

    /** The features of all records, from an empty store. */
    public Features.Table table(Definition definition, Clock clock) throws IOException {
        Path directory = temporary();
        try (Store store = Store.open(directory.resolve("store"))) {
            Upkeep upkeep = new Upkeep(TestSpark.session(), definition, this, store, directory.resolve("work"), clock);
            upkeep.refresh();
            return upkeep.table();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("pulso-features");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
