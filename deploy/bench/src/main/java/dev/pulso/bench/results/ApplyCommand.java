package dev.pulso.bench.results;

import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import dev.pulso.bench.system.Patience;
import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.PostgresServer;
import dev.pulso.embedded.PostgresSettings;
import dev.pulso.embedded.TopicProvisioner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run apply}. */
@Command(
        name = "apply",
        description =
                "Deltas from Kafka into PostgreSQL and published again, beside JDBC batches of the same rows. Goal: 20,000 rows/s.",
        mixinStandardHelpOptions = true)
public final class ApplyCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Pattern APPLIED =
            Pattern.compile("(?m)^pulso_deltas_applied_total\\{[^}]*hashtag[^}]*} ([0-9.E+]+)$");
    private static final String UPSERT = """
            insert into baseline as w (generation, window_start, tag, network, lang, posts, reposts, authors, batch, version,
                display, authors_sketch) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (generation, window_start, tag, network, lang) do update set posts = w.posts + excluded.posts,
                reposts = w.reposts + excluded.reposts, version = w.version + 1 where w.batch < excluded.batch
            """;
    private static final int BATCH = 1000;

    @Option(names = "--rows", description = "deltas that are measured (${DEFAULT-VALUE})")
    private int rows = 300_000;

    @Option(names = "--warm-up", description = "deltas before that (${DEFAULT-VALUE})")
    private int warmUp = 150_000;

    @Option(names = "--heap", description = "heap of results-service (${DEFAULT-VALUE})")
    private String heap = "320m";

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("pulso-bench-apply-");
        PostgresSettings settings = new PostgresSettings(
                data.resolve("postgres"), 0, "pulso", "pulso", true, true, data.resolve("postgres.log"), null);
        try (PostgresServer postgres = PostgresServer.start(settings);
                KafkaBroker kafka = KafkaBroker.start()) {
            TopicProvisioner.createMissing(kafka.bootstrapServers());
            List<Map.Entry<Counts.Key, Counts.Row>> all = counts();
            produce(kafka.bootstrapServers(), all);
            double applied;
            try (ResultsProcess results =
                    ResultsProcess.start(postgres, kafka.bootstrapServers(), heap, data.resolve("results.log"))) {
                applied = measure(results);
            }
            double baseline = baseline(postgres, all.subList(warmUp, all.size()));
            new Report(out, System.out)
                    .say(
                            "apply",
                            List.of(new Figure(
                                    "apply",
                                    "deltas applied and published",
                                    "rows/s",
                                    applied,
                                    "JDBC batch upsert, reWriteBatchedInserts, nothing read or published",
                                    baseline)));
        }
        return 0;
    }

    private List<Map.Entry<Counts.Key, Counts.Row>> counts() {
        Counts counts = new Counts();
        List<Map.Entry<Counts.Key, Counts.Row>> all = new ArrayList<>();
        Instant minute = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
        while (all.size() < warmUp + rows) {
            all.addAll(counts.minute(minute, 3472).entrySet());
            minute = minute.plusSeconds(60);
        }
        return all.subList(0, warmUp + rows);
    }

    private static void produce(String kafka, List<Map.Entry<Counts.Key, Counts.Row>> all) {
        Map<String, Object> settings = new HashMap<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 20, "compression.type", "lz4"));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Map.Entry<Counts.Key, Counts.Row> row : all) {
                HashtagDelta delta = delta(row.getKey(), row.getValue());
                byte[] message = MessageCodec.write(new CloudEvent<>(
                        delta.query() + "/" + delta.batch() + "/" + delta.key(),
                        "/pulso/spark-processor",
                        Topics.HASHTAG_DELTAS.type(),
                        delta.tag(),
                        delta.windowStart(),
                        null,
                        delta));
                var unused = producer.send(new ProducerRecord<>(
                        Topics.HASHTAG_DELTAS.name(), delta.key().getBytes(StandardCharsets.UTF_8), message));
            }
        }
    }

    private static HashtagDelta delta(Counts.Key key, Counts.Row row) {
        return new HashtagDelta(
                key.minute(),
                key.minute().plusSeconds(60),
                key.tag(),
                key.tag(),
                key.network(),
                key.lang(),
                row.posts(),
                row.posts() / 4,
                Base64.getEncoder().encodeToString(row.sketch()),
                List.of(),
                List.of(),
                "counts@" + Filled.GENERATION,
                1);
    }

    /**
     * Rows a second between the end of the warm-up and the end.
     *
     * @throws IllegalStateException if they are not applied within {@link #PATIENCE}
     */
    private double measure(ResultsProcess results) throws Exception {
        long first = 0;
        long firstAt = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            long applied = applied(results);
            long now = System.nanoTime();
            if (first == 0 && applied >= warmUp) {
                first = applied;
                firstAt = now;
            }
            if (applied >= warmUp + rows) {
                return (applied - first) * 1e9 / (now - firstAt);
            }
            Patience.pause(LOOK);
        }
        throw new IllegalStateException("not applied within " + PATIENCE.toMinutes() + " min");
    }

    private static long applied(ResultsProcess results) throws Exception {
        Matcher matcher = APPLIED.matcher(results.get("/q/metrics"));
        return matcher.find() ? (long) Double.parseDouble(matcher.group(1)) : 0;
    }

    private static double baseline(PostgresServer postgres, List<Map.Entry<Counts.Key, Counts.Row>> rows)
            throws SQLException {
        String url = postgres.jdbcUrl() + "?reWriteBatchedInserts=true";
        try (Connection connection = DriverManager.getConnection(url, postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table baseline (like hashtag_window including all)");
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
                int waiting = 0;
                for (Map.Entry<Counts.Key, Counts.Row> row : rows) {
                    bind(upsert, row.getKey(), row.getValue());
                    upsert.addBatch();
                    if (++waiting == BATCH) {
                        upsert.executeBatch();
                        connection.commit();
                        waiting = 0;
                    }
                }
                upsert.executeBatch();
                connection.commit();
            }
            return rows.size() * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static void bind(PreparedStatement statement, Counts.Key key, Counts.Row row) throws SQLException {
        statement.setLong(1, Filled.GENERATION);
        statement.setObject(2, key.minute().atOffset(ZoneOffset.UTC));
        statement.setString(3, key.tag());
        statement.setString(4, key.network());
        statement.setString(5, key.lang());
        statement.setLong(6, row.posts());
        statement.setLong(7, row.posts() / 4);
        statement.setLong(8, row.authors());
        statement.setLong(9, 1);
        statement.setLong(10, 1);
        statement.setString(11, key.tag());
        statement.setBytes(12, row.sketch());
    }
}
