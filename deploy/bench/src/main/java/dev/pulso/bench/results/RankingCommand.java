package dev.pulso.bench.results;

import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import dev.pulso.bench.system.Patience;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.PostgresServer;
import dev.pulso.embedded.PostgresSettings;
import dev.pulso.embedded.TopicProvisioner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run ranking}. */
@Command(
        name = "ranking",
        description =
                "Rankings and time lines over 24 hours of 5 million rows through HTTP, beside plain SQL over the rows. Goal: 50 ms p95.",
        mixinStandardHelpOptions = true)
public final class RankingCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String RANKING = """
            select tag, sum(posts)::bigint as total, sum(reposts)::bigint from hashtag_window
            where generation = ? and window_start >= ? and window_start < ?
                and (?::text is null or network = ?) and (?::text is null or lang = ?)
            group by tag having sum(posts) > 0 order by total desc, tag limit 50
            """;
    private static final String LINE = """
            select date_bin('5 minutes', window_start, '2000-01-01Z'), sum(posts), sum(reposts) from hashtag_window
            where generation = ? and tag = ? and window_start >= ? and window_start < ?
                and (?::text is null or network = ?) and (?::text is null or lang = ?)
            group by 1 order by 1
            """;

    @Option(names = "--rows", description = "rows in 24 hours (${DEFAULT-VALUE})")
    private int rows = 5_000_000;

    @Option(names = "--calls", description = "measured calls of each kind (${DEFAULT-VALUE})")
    private int calls = 300;

    @Option(names = "--heap", description = "heap of results-service (${DEFAULT-VALUE})")
    private String heap = "320m";

    @Option(names = "--data", description = "folder of the database, filled once (${DEFAULT-VALUE})")
    private Path data = Path.of("target/bench/ranking-data");

    @Option(names = "--fill", description = "only fill the folder and make the sums")
    private boolean fillOnly;

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    private final Random random = new Random(3);

    /** A range of a day that does not begin with a full hour, and filters as people use them: half of the time none. */
    private record Question(
            Instant from,
            Instant to,
            @Nullable String network,
            @Nullable String lang,
            String tag) {
        String parameters() {
            return "from=" + from + "&to=" + to + (network == null ? "" : "&network=" + network)
                    + (lang == null ? "" : "&lang=" + lang);
        }
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(data);
        PostgresSettings settings = new PostgresSettings(
                data.resolve("postgres"), 0, "pulso", "pulso", true, true, data.resolve("postgres.log"), null);
        try (PostgresServer postgres = PostgresServer.start(settings);
                KafkaBroker kafka = KafkaBroker.start()) {
            TopicProvisioner.createMissing(kafka.bootstrapServers());
            try (ResultsProcess results =
                    ResultsProcess.start(postgres, kafka.bootstrapServers(), heap, data.resolve("results.log"))) {
                measure(postgres, results);
            }
        }
        return 0;
    }

    private void measure(PostgresServer postgres, ResultsProcess results) throws Exception {
        Filled filled = new Filled(postgres);
        Instant from = begin(filled);
        Instant to = from.plus(Duration.ofDays(1));
        Instant end = Instant.now().plus(PATIENCE);
        while (filled.pending(to) > 0) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("hours and days not summed within " + PATIENCE.toMinutes() + " min");
            }
            Patience.pause(LOOK);
        }
        System.out.printf("%,d rows between %s and %s%n", filled.rows(), from, to);
        if (fillOnly) {
            return;
        }
        List<Question> questions = questions(from);
        Latencies rankings = new Latencies();
        Latencies lines = new Latencies();
        Latencies sqlRankings = new Latencies();
        Latencies sqlLines = new Latencies();
        warmUp(results, questions);
        try (Connection connection = filled.connect()) {
            for (int call = 0; call < calls; call++) {
                Question question = questions.get(call % questions.size());
                rankings.time(() -> results.get("/v1/hashtags?" + question.parameters()));
                lines.time(() -> results.get("/v1/hashtags/" + question.tag() + "?step=5m&" + question.parameters()));
                if (call % 10 == 0) {
                    sqlRankings.time(() -> ask(connection, RANKING, question, false));
                    sqlLines.time(() -> ask(connection, LINE, question, true));
                }
            }
        }
        say(rankings, lines, sqlRankings, sqlLines);
    }

    private Instant begin(Filled filled) throws Exception {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
        if (filled.rows() > 0) {
            try (Connection connection = filled.connect();
                    PreparedStatement statement =
                            connection.prepareStatement("select min(window_start) from hashtag_window");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getTimestamp(1).toInstant();
            }
        }
        filled.fill(new Counts(), begin, begin.plus(Duration.ofDays(1)), rows / 1440);
        return begin;
    }

    private List<Question> questions(Instant from) {
        Counts counts = new Counts();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Instant start = from.minusSeconds(random.nextInt(3600));
            questions.add(new Question(
                    start,
                    start.plus(Duration.ofDays(1)),
                    random.nextInt(3) == 0 ? counts.network() : null,
                    random.nextInt(3) == 0 ? counts.lang() : null,
                    counts.tag()));
        }
        return questions;
    }

    /** The first questions after a start are slower: code is cold, and the day is not in memory. Said, not counted. */
    private static void warmUp(ResultsProcess results, List<Question> questions) throws Exception {
        Latencies first = new Latencies();
        first.time(() -> results.get("/v1/hashtags?" + questions.get(0).parameters()));
        System.out.printf("first ranking after the start: %,.0f ms%n", first.percentile(1));
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                results.get(
                        "/v1/hashtags?" + questions.get(i % questions.size()).parameters());
                results.get(
                        "/v1/hashtags/" + questions.get(i % questions.size()).tag() + "?step=5m&"
                                + questions.get(i % questions.size()).parameters());
            }
        }
    }

    private static void ask(Connection connection, String sql, Question question, boolean tagged) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            statement.setLong(next++, Filled.GENERATION);
            if (tagged) {
                statement.setString(next++, question.tag());
            }
            statement.setObject(next++, question.from().atOffset(ZoneOffset.UTC));
            statement.setObject(next++, question.to().atOffset(ZoneOffset.UTC));
            statement.setString(next++, question.network());
            statement.setString(next++, question.network());
            statement.setString(next++, question.lang());
            statement.setString(next, question.lang());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    row.getLong(2);
                }
            }
        }
    }

    private void say(Latencies rankings, Latencies lines, Latencies sqlRankings, Latencies sqlLines) throws Exception {
        String sql = "SQL over the rows, without authors";
        List<Figure> figures = new ArrayList<>();
        for (double share : new double[] {0.5, 0.95}) {
            String name = share == 0.5 ? "p50" : "p95";
            figures.add(new Figure(
                    "ranking",
                    "ranking, 24 h, " + name,
                    "ms",
                    rankings.percentile(share),
                    sql,
                    sqlRankings.percentile(share)));
            figures.add(new Figure(
                    "ranking",
                    "time line, 24 h, 5m, " + name,
                    "ms",
                    lines.percentile(share),
                    sql,
                    sqlLines.percentile(share)));
        }
        new Report(out, System.out).say("ranking", figures);
    }
}
