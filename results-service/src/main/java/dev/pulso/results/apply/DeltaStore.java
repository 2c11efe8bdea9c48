package dev.pulso.results.apply;

import dev.pulso.results.generation.Generations;
import dev.pulso.results.generation.KnownGenerations;
import dev.pulso.results.refusal.Failures;
import dev.pulso.results.refusal.Refusal;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Adds batches to the store: all of them in one transaction, or halves where the data of one record is refused. */
@ApplicationScoped
class DeltaStore {
    private static final int TRANSACTION_SECONDS = 60;

    // A plan made while the table was small and kept by the prepared statement would scan the table for ever.
    private static final String INDEXES_ONLY =
            "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off";

    private final DataSource dataSource;
    private final Generations generations;

    DeltaStore(DataSource dataSource, Generations generations) {
        this.dataSource = dataSource;
        this.generations = generations;
    }

    /** @param refused receives the records whose data the database does not take */
    List<Applied> apply(List<? extends Batch<?, ?>> batches, Consumer<Refusal> refused) {
        if (batches.stream().allMatch(batch -> batch.size() == 0)) {
            return List.of();
        }
        try {
            return inTransaction(batches);
        } catch (RuntimeException e) {
            if (!Failures.causedByData(e)) {
                throw e;
            }
            return bisect(batches, refused, e);
        }
    }

    private List<Applied> bisect(
            List<? extends Batch<?, ?>> batches, Consumer<Refusal> refused, RuntimeException failure) {
        List<? extends Batch<?, ?>> filled =
                batches.stream().filter(batch -> batch.size() > 0).toList();
        if (filled.size() == 1 && filled.get(0).size() == 1) {
            refused.accept(new Refusal(
                    filled.get(0).items().get(0).source(),
                    "not-storable",
                    "/data",
                    "the store refuses a value (" + Failures.reason(failure) + ")"));
            return List.of();
        }
        List<Applied> applied = new ArrayList<>();
        List<? extends Batch<?, ?>> parts =
                filled.size() > 1 ? filled : filled.get(0).halves();
        parts.forEach(part -> applied.addAll(apply(List.of(part), refused)));
        return applied;
    }

    private List<Applied> inTransaction(List<? extends Batch<?, ?>> batches) {
        Set<Long> seen =
                batches.stream().flatMap(batch -> batch.generations().stream()).collect(Collectors.toSet());
        generations.announce(seen);
        batches.forEach(this::prepare);
        return QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).call(() -> {
            KnownGenerations known = generations.lockedKnown();
            List<Applied> applied = new ArrayList<>();
            try (Connection connection = dataSource.getConnection()) {
                indexesOnly(connection);
                for (Batch<?, ?> batch : batches) {
                    applied.add(batch.apply(connection, known));
                }
            }
            return applied;
        });
    }

    private void prepare(Batch<?, ?> batch) {
        if (!batch.isPrepared()) {
            QuarkusTransaction.requiringNew().run(() -> {
                try (Connection connection = dataSource.getConnection()) {
                    batch.prepare(connection);
                } catch (SQLException e) {
                    throw new IllegalStateException("no place for rows", e);
                }
            });
            batch.prepared();
        }
    }

    private static void indexesOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(INDEXES_ONLY);
        }
    }
}
