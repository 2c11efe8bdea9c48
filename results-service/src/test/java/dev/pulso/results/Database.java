package dev.pulso.results;

import dev.pulso.embedded.PostgresServer;
import dev.pulso.results.generation.Snapshots;
import dev.pulso.results.rollup.RollUps;
import dev.pulso.results.rollup.Summed;
import dev.pulso.results.window.Change;
import dev.pulso.results.window.Fold;
import dev.pulso.results.window.WindowKey;
import dev.pulso.results.window.Windows;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.flywaydb.core.Flyway;

/** The tables of a kind of windows in a real PostgreSQL, without the rest of the service. */
public abstract class Database<K extends WindowKey, V> implements AutoCloseable {
    private final PostgresServer server = PostgresServer.start();
    private final AgroalDataSource source = pool(server);
    private final Snapshots snapshots = new Snapshots(source);
    private final Windows<K, V> windows;
    private final RollUps<?> rollUps;

    protected Database(Windows<K, V> windows, Summed<?> kind) {
        this.windows = windows;
        this.rollUps = RollUps.of(kind);
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

    public void migrate(String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    /** Work in a transaction. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    public <T> T transaction(Work<T> work) {
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

    public void execute(String sql) {
        transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** The first column of a query. */
    public List<Long> numbers(String query) {
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
    public void generation(long generation, String state) {
        execute(
                "insert into generation (generation, ordinal, state, first_seen, published) values (%d, %d, '%s', now(), true)"
                        .formatted(generation, generation, state));
    }

    public void apply(List<Change<K, V>> changes) {
        var keys = changes.stream().map(Change::key).collect(Collectors.toSet());
        transaction(connection -> {
            windows.prepare(connection, keys);
            return keys;
        });
        transaction(connection -> {
            Fold<K, V> fold = Fold.of(windows.load(connection, keys), windows.nothing(), changes);
            windows.store(connection, fold.toWrite());
            return fold;
        });
    }

    /** Makes one sum; returns whether there was one to make. */
    public boolean sum() {
        return transaction(connection -> rollUps.next(connection, Duration.ofSeconds(-1), Duration.ofSeconds(-1)));
    }

    public void sumAll() {
        while (sum()) {
            // until nothing is pending
        }
    }

    protected Snapshots snapshots() {
        return snapshots;
    }

    protected <T> T read(Snapshots.Reading<T> reading) {
        try {
            return snapshots.read(reading);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] sketch(Iterable<Integer> things) {
        HllSketch sketch = new HllSketch(12, TgtHllType.HLL_4);
        things.forEach(thing -> sketch.update("thing-" + thing));
        return sketch.toCompactByteArray();
    }

    @Override
    public void close() {
        source.close();
        server.close();
    }
}
