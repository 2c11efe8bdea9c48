package dev.pulso.processor.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.processor.LocalSpark;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.KeyHistory;
import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.intake.RecordReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsWithStateFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.execution.streaming.MemoryStream;
import org.apache.spark.sql.streaming.GroupState;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;

/** The counting query on Spark with its state store, fed from memory. */
class CountsBatchTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String WINDOW = "2026-11-23T12:00:00Z|kafka|n|en";
    private static LocalSpark spark;

    @TempDir
    private Path checkpoint;

    private final List<HashtagDelta> deltas = new ArrayList<>();
    private MemoryStream<Row> records;
    private long offset;
    private long remembered;

    @BeforeAll
    static void startSpark() {
        spark = new LocalSpark();
    }

    @AfterAll
    static void stopSpark() {
        spark.close();
    }

    @BeforeEach
    void feed() {
        records = new MemoryStream<>(0, spark.session.sqlContext(), Option.empty(), Encoders.row(WarmUp.RECORD));
    }

    @Test
    void shouldRememberAcrossBatchesAndRestarts() throws Exception {
        run(7_200, post("1", NOON), post("2", NOON), post("1", NOON));
        run(7_200, post("2", NOON), post("3", NOON));

        assertThat(totals()).isEqualTo(Map.of(WINDOW, 3L));
        assertThat(remembered).isEqualTo(3);
        assertThat(deltas).extracting(HashtagDelta::batch).containsExactly(0L, 1L);
    }

    @Test
    void shouldSayTheSameWhenABatchIsDoneAgain() throws Exception {
        run(7_200, post("1", NOON));
        run(7_200, post("1", NOON), post("2", NOON), post("3", NOON));
        List<HashtagDelta> before = List.copyOf(deltas);
        deltas.clear();
        Files.delete(checkpoint.resolve("commits/1"));
        run(7_200);

        assertThat(deltas).containsExactly(before.get(1));
    }

    @Test
    void shouldForgetWhatWasNotSeenForLong() throws Exception {
        run(3, post("1", NOON), post("2", NOON));
        run(3, post("2", NOON.plusSeconds(3_000)));
        // The third batch sweeps: what was last seen over an hour before it is forgotten.
        run(3, post("3", NOON.plusSeconds(4_000)));
        run(3, post("1", NOON.plusSeconds(4_001)), post("2", NOON.plusSeconds(4_001)));

        assertThat(totals()).isEqualTo(Map.of(WINDOW, 4L));
        assertThat(remembered).isEqualTo(3);
    }

    /** Versions before kept their state by {@code flatMapGroupsWithState}. */
    @Test
    void shouldGoOnFromTheStateOfAnOlderVersion() throws Exception {
        StreamingQuery older = olderVersion()
                .writeStream()
                .format("noop")
                .outputMode("update")
                .option("checkpointLocation", checkpoint.toUri().toString())
                .start();
        add(post("1", NOON), post("2", NOON));
        older.processAllAvailable();
        older.stop();

        run(7_200, post("1", NOON), post("2", NOON), post("3", NOON));
        assertThat(totals()).isEqualTo(Map.of(WINDOW, 1L));
        assertThat(remembered).isEqualTo(3);
    }

    private Dataset<String> olderVersion() {
        Encoder<Tuple2<String, byte[]>> keyed = Encoders.tuple(Encoders.STRING(), Encoders.BINARY());
        return records.toDF()
                .map(
                        (MapFunction<Row, Tuple2<String, byte[]>>)
                                row -> new Tuple2<>(read(row.getAs(1)).key(), row.<byte[]>getAs(1)),
                        keyed)
                .groupBy("_1")
                .as(Encoders.STRING(), keyed)
                .mapGroupsWithState(
                        (MapGroupsWithStateFunction<String, Tuple2<String, byte[]>, byte[], String>)
                                CountsBatchTest::remember,
                        Encoders.BINARY(),
                        Encoders.STRING(),
                        GroupStateTimeout.ProcessingTimeTimeout());
    }

    private static String remember(String key, Iterator<Tuple2<String, byte[]>> values, GroupState<byte[]> state) {
        List<Fact> facts = new ArrayList<>();
        values.forEachRemaining(value -> facts.add(read(value._2()).fact()));
        state.update(KeyHistory.of(null, facts, 0).newState());
        state.setTimeoutDuration(Duration.ofDays(30).toMillis());
        return key;
    }

    private static RecordReader.Keyed read(byte[] value) {
        return RecordReader.read(new Origin(Topics.POSTS.name(), 0, 0), NOON, value);
    }

    private void run(int sweepEvery, Row... rows) throws Exception {
        CountsFigures figures = new CountsFigures(spark.session.sparkContext());
        StreamingQuery query = records.toDF()
                .writeStream()
                .option("checkpointLocation", checkpoint.toUri().toString())
                .foreachBatch(new CountsBatch(
                        spark.session,
                        new org.apache.hadoop.fs.Path(checkpoint.toUri()),
                        "counts@1",
                        new Remembering(Duration.ofHours(1), sweepEvery, 20),
                        figures,
                        this::take))
                .start();
        add(rows);
        query.processAllAvailable();
        query.stop();
        remembered = figures.stateRows();
    }

    private void add(Row... rows) {
        if (rows.length > 0) {
            records.addData(JavaConverters.asScalaBuffer(Arrays.asList(rows)));
        }
    }

    private void take(Dataset<Row> messages) {
        for (Row message : messages.collectAsList()) {
            try {
                deltas.add(MessageCodec.read(Topics.HASHTAG_DELTAS, message.getAs(2))
                        .data());
            } catch (InvalidMessageException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Map<String, Long> totals() {
        Map<String, Long> totals = new TreeMap<>();
        deltas.forEach(delta -> totals.merge(delta.key(), delta.posts(), Long::sum));
        return totals;
    }

    private Row post(String id, Instant receivedAt) {
        byte[] json = """
                {"specversion":"1.0","id":"%s","source":"/t","type":"pulso.post.v1","time":"%s",
                 "data":{"op":"CREATE","network":"n","postId":"%s","lang":"en","hashtags":[{"tag":"kafka"}],
                 "createdAt":"%s","observedAt":"%s"}}
                """.formatted(id, NOON, id, NOON, NOON).getBytes(UTF_8);
        return RowFactory.create(null, json, Topics.POSTS.name(), 0, offset++, Timestamp.from(receivedAt), 1);
    }
}
