package dev.pulso.results.hashtag;

import dev.pulso.embedded.PostgresServer;
import dev.pulso.results.generation.Snapshots;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.sketch.DistinctCount;
import dev.pulso.results.window.Change;
import dev.pulso.results.window.Fold;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.flywaydb.core.Flyway;

/** The hashtag tables in a real PostgreSQL, without the rest of the service, and what they must say. */
final class Store implements AutoCloseable {
    private final PostgresServer server = PostgresServer.start();
    private final AgroalDataSource source;
    private final HashtagWindows windows = new HashtagWindows();
    private final Snapshots snapshots;
    private final HashtagRanking ranking;
    private final HashtagTimeline timeline = new HashtagTimeline();

    Store(long cachedRows) {
        source = pool(server);
        snapshots = new Snapshots(source);
        RankingConfig config = new RankingConfig() {
            @Override
            public long cachedRows() {
                return cachedRows;
            }

            @Override
            public long cachedSketchBytes() {
                return 1_000_000;
            }
        };
        CachedMinutes minutes = new CachedMinutes(config, new MinuteReader());
        ranking = new HashtagRanking(minutes, new WarmUp(snapshots, minutes), new HashtagDetails(config));
    }

    private static AgroalDataSource pool(PostgresServer server) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(8)
                            .acquisitionTimeout(Duration.ofSeconds(30))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(server.jdbcUrl())
                                    .principal(new NamePrincipal(server.user()))
                                    .credential(new SimplePassword(server.password())))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void migrate(String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    /** Work in a transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T transaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** The first column of a query. */
    List<Long> numbers(String query) {
        return transaction(connection -> {
            List<Long> numbers = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    numbers.add(row.getLong(1));
                }
            }
            return numbers;
        });
    }

    /** Makes a generation known; only the first one can serve. */
    void generation(long generation, String state) {
        execute(
                "insert into generation (generation, ordinal, state, first_seen, published) values (%d, %d, '%s', now(), true)"
                        .formatted(generation, generation, state));
    }

    void apply(List<Change<HashtagKey, HashtagCount>> changes) {
        var keys = changes.stream().map(Change::key).collect(Collectors.toSet());
        transaction(connection -> {
            windows.prepare(connection, keys);
            return keys;
        });
        transaction(connection -> {
            Fold<HashtagKey, HashtagCount> fold =
                    Fold.of(windows.load(connection, keys), HashtagCount.NOTHING, changes);
            windows.store(connection, fold.toWrite());
            return fold;
        });
    }

    /** Makes one sum; returns whether there was one to make. */
    boolean sum() {
        return transaction(connection -> RollUps.next(connection, Duration.ofSeconds(-1), Duration.ofSeconds(-1)));
    }

    void sumAll() {
        while (sum()) {
            // until nothing is pending
        }
    }

    List<HashtagRank> ranking(long generation, HashtagFilter filter, int limit) {
        return read(snapshot -> ranking.page(snapshot, generation, filter, limit, Optional.empty())
                .items());
    }

    List<HashtagPoint> timeline(long generation, String tag, HashtagFilter filter, Step step) {
        return read(snapshot ->
                timeline.page(snapshot, generation, tag, filter, step, 10_000).items());
    }

    private <T> T read(Snapshots.Reading<T> reading) {
        try {
            return snapshots.read(reading);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sketch(Iterable<Integer> authors) {
        HllSketch sketch = new HllSketch(12, TgtHllType.HLL_4);
        authors.forEach(author -> sketch.update("author-" + author));
        return sketch.toCompactByteArray();
    }

    static HashtagFilter filter(Instant from, Instant to, String network, String lang) {
        return HashtagFilter.of(new TimeRange(from, to), network, lang);
    }

    /** The ranking by definition: all rows, added up. */
    static List<HashtagRank> expectedRanking(Map<HashtagKey, HashtagCount> rows, HashtagFilter filter) {
        Map<String, List<HashtagCount>> byTag = new TreeMap<>(Total::byCodePoint);
        rows.forEach((key, count) -> {
            if (fits(key, filter)) {
                byTag.computeIfAbsent(key.tag(), tag -> new ArrayList<>()).add(count);
            }
        });
        List<HashtagRank> ranks = new ArrayList<>();
        byTag.forEach((tag, counts) -> {
            long posts = counts.stream().mapToLong(HashtagCount::posts).sum();
            long reposts = counts.stream().mapToLong(HashtagCount::reposts).sum();
            if (posts > 0) {
                ranks.add(new HashtagRank(tag, tag, posts, reposts, Math.min(authors(counts), posts)));
            }
        });
        ranks.sort(Comparator.comparingLong(HashtagRank::posts).reversed());
        return ranks;
    }

    /** The time line by definition. */
    static List<HashtagPoint> expectedTimeline(
            Map<HashtagKey, HashtagCount> rows, String tag, HashtagFilter filter, Step step) {
        Map<Instant, List<HashtagCount>> byStart = new TreeMap<>();
        rows.forEach((key, count) -> {
            if (fits(key, filter) && key.tag().equals(tag)) {
                byStart.computeIfAbsent(step.floor(key.windowStart()), start -> new ArrayList<>())
                        .add(count);
            }
        });
        List<HashtagPoint> points = new ArrayList<>();
        byStart.forEach((start, counts) -> {
            long posts = counts.stream().mapToLong(HashtagCount::posts).sum();
            long reposts = counts.stream().mapToLong(HashtagCount::reposts).sum();
            if (posts > 0) {
                points.add(new HashtagPoint(start, posts, reposts, Math.min(authors(counts), posts)));
            }
        });
        return points;
    }

    private static boolean fits(HashtagKey key, HashtagFilter filter) {
        return !key.windowStart().isBefore(filter.range().from())
                && key.windowStart().isBefore(filter.range().to())
                && new Place(key.network(), key.lang()).isIn(filter);
    }

    private static long authors(List<HashtagCount> counts) {
        DistinctCount authors = new DistinctCount();
        counts.forEach(count -> authors.add(count.authors()));
        return authors.estimate();
    }

    @Override
    public void close() {
        source.close();
        server.close();
    }
}
