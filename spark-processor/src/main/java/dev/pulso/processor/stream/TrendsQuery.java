package dev.pulso.processor.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.trend.Trend;
import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.intake.RecordReader;
import dev.pulso.processor.settings.Settings;
import dev.pulso.processor.trend.Rules;
import dev.pulso.processor.trend.Sighting;
import dev.pulso.processor.trend.TrendBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * The query that looks for trends: tasks read the posts, the driver keeps the book. Messages tell how a trend stands, not what
 * has changed, so that one sent twice does no harm.
 */
public final class TrendsQuery {
    public static final String NAME = "trends";

    private static final ObjectReader SIGHTING = MessageCodec.mapper().readerFor(Sighting.class);
    private static final ObjectWriter SIGHTINGS = MessageCodec.mapper().writerFor(Sighting.class);

    /** A small book is kept after every batch; writing a large one would cost more than the batch. */
    private static final int SMALL_BOOK = 2_000;

    private static final Duration KEEP_EVERY = Duration.ofSeconds(30);
    private static final long SEND_SECONDS = 10;

    private final AtomicReference<Map<String, Double>> figures = new AtomicReference<>(Map.of());
    private final SparkSession spark;
    private final Settings settings;
    private final Producer<byte[], byte[]> producer;

    public TrendsQuery(SparkSession spark, Settings settings, Producer<byte[], byte[]> producer) {
        this.spark = spark;
        this.settings = settings;
        this.producer = producer;
    }

    /** Figures by name. */
    public Map<String, Double> figures() {
        return Objects.requireNonNull(figures.get());
    }

    /** Starts the query at the place its checkpoint remembers, with the book that is kept beside it. */
    public StreamingQuery start() throws Exception {
        var hadoop = spark.sparkContext().hadoopConfiguration();
        Checkpoint checkpoint = Checkpoint.open(settings.checkpoint(), NAME, hadoop, Clock.systemUTC());
        KeptBook kept = new KeptBook(checkpoint.directory(), hadoop);
        Batch batch = new Batch(kept, kept.load(rules()));
        return source().writeStream()
                .queryName(NAME)
                .option("checkpointLocation", checkpoint.directory().toString())
                .trigger(Trigger.ProcessingTime(settings.trends().trigger().toMillis()))
                .foreachBatch(batch)
                .start();
    }

    private Rules rules() {
        var trends = settings.trends();
        return new Rules(
                trends.window(),
                trends.memory(),
                trends.warmUp(),
                trends.threshold(),
                trends.minAuthors(),
                trends.halfLife());
    }

    private Dataset<Row> source() {
        return spark.readStream()
                .format("kafka")
                .options(settings.kafkaSourceOptions())
                .option("subscribe", Topics.POSTS.name())
                .option("startingOffsets", "earliest")
                // The counting query names the gap; trends are about what is there.
                .option("failOnDataLoss", "false")
                .option("maxOffsetsPerTrigger", settings.trends().maxOffsetsPerTrigger())
                .load()
                .select("topic", "partition", "offset", "timestamp", "value");
    }

    /** Takes batch after batch into the book. */
    private final class Batch implements VoidFunction2<Dataset<Row>, Long> {
        private static final long serialVersionUID = 1;
        private final transient KeptBook kept;
        private final transient TrendBook book;
        private long keptAtNanos = System.nanoTime();

        Batch(KeptBook kept, TrendBook book) {
            this.kept = kept;
            this.book = book;
        }

        @Override
        public void call(Dataset<Row> records, Long batch) throws Exception {
            List<byte[]> sightings = records.coalesce(1)
                    .mapPartitions((MapPartitionsFunction<Row, byte[]>) TrendsQuery::sightings, Encoders.BINARY())
                    .collectAsList();
            publish(book.take(
                    batch, sightings.stream().map(TrendsQuery::sighting).toList()));
            figures.set(Map.of("watchedTags", (double) book.watched(), "trends", (double) book.trending()));
            if (book.watched() < SMALL_BOOK || System.nanoTime() - keptAtNanos > KEEP_EVERY.toNanos()) {
                kept.save(book, batch);
                keptAtNanos = System.nanoTime();
            }
        }
    }

    private void publish(Collection<Trend> trends) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (Trend trend : trends) {
            CloudEvent<Trend> event = new CloudEvent<>(
                    trend.recordKey() + "/" + trend.at(),
                    "/pulso/spark-processor",
                    Topics.TRENDS.type(),
                    trend.tag(),
                    trend.at(),
                    null,
                    trend);
            var message = new ProducerRecord<>(
                    Topics.TRENDS.name(), trend.recordKey().getBytes(UTF_8), MessageCodec.write(event));
            message.headers().add("content-type", CloudEvent.CONTENT_TYPE.getBytes(UTF_8));
            sent.add(producer.send(message));
        }
        for (Future<?> each : sent) {
            var unused = each.get(SEND_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static Iterator<byte[]> sightings(Iterator<Row> rows) {
        List<byte[]> sightings = new ArrayList<>();
        rows.forEachRemaining(row -> {
            Origin at = new Origin(row.getString(0), row.getInt(1), row.getLong(2));
            Instant receivedAt = row.getTimestamp(3).toInstant();
            RecordReader.Keyed keyed = RecordReader.read(at, receivedAt, row.isNullAt(4) ? null : row.getAs(4));
            Sighting.of(keyed.fact().post(), receivedAt).ifPresent(each -> sightings.add(bytes(each)));
        });
        return sightings.iterator();
    }

    private static byte[] bytes(Sighting sighting) {
        try {
            return SIGHTINGS.writeValueAsBytes(sighting);
        } catch (IOException e) {
            throw new UncheckedIOException("a sighting has no JSON form", e);
        }
    }

    private static Sighting sighting(byte[] json) {
        try {
            return SIGHTING.readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException("what a task wrote the driver cannot read", e);
        }
    }
}
