package dev.pulso.bench.results;

import dev.pulso.embedded.PostgresServer;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Fills the service's tables with a day of counts, by COPY, as if they had been applied long ago. */
final class Filled {
    static final long GENERATION = 1;
    /** Microseconds from the epoch to PostgreSQL's own, 2000-01-01. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final int COLUMNS = 13;

    private final PostgresServer postgres;

    Filled(PostgresServer postgres) {
        this.postgres = postgres;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /** Rows that are there already. */
    long rows() throws SQLException {
        return number("select count(*) from hashtag_window");
    }

    /** Hours and days that are not summed yet. */
    long pending(Instant to) throws SQLException {
        return number("select count(*) from hashtag_change where pending and start < '" + to.minus(Duration.ofHours(1))
                + "'");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Makes the generation that serves, and so many rows in each minute from {@code from} to {@code to}. */
    void fill(Counts counts, Instant from, Instant to, int rowsPerMinute) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into generation (generation, ordinal, state, first_seen, published) values ("
                    + GENERATION + ", 0, 'SERVING', now(), true)");
            statement.execute(
                    "create table if not exists hashtag_window_%s partition of hashtag_window for values from ('%s') to ('%s') with (fillfactor = 85, toast_tuple_target = 256)"
                            .formatted(day(from), from, from.plus(Duration.ofDays(1))));
            String copy =
                    "copy hashtag_window (generation, window_start, tag, network, lang, posts, reposts, authors, batch,"
                            + " version, display, authors_sketch, span) from stdin (format binary)";
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(
                    new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy), 1 << 16))) {
                out.writeBytes("PGCOPY\n\u00ff\r\n\0");
                out.writeInt(0);
                out.writeInt(0);
                for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
                    for (Map.Entry<Counts.Key, Counts.Row> row :
                            counts.minute(minute, rowsPerMinute).entrySet()) {
                        write(out, row.getKey(), row.getValue());
                    }
                }
                out.writeShort(-1);
            }
            statement.execute("insert into hashtag_change (generation, span, start, changes, tags, pending, at)"
                    + " select distinct generation, 1, window_start, 1, null::text[], true, now() from hashtag_window");
            statement.execute("analyze hashtag_window");
        }
    }

    static String day(Instant time) {
        return time.toString().substring(0, 10).replace("-", "");
    }

    private static void write(DataOutputStream out, Counts.Key key, Counts.Row row) throws IOException {
        out.writeShort(COLUMNS);
        number(out, GENERATION);
        number(out, key.minute().getEpochSecond() * 1_000_000 - EPOCH_MICROS);
        text(out, key.tag());
        text(out, key.network());
        text(out, key.lang());
        number(out, row.posts());
        number(out, row.posts() / 4);
        number(out, row.authors());
        number(out, 1);
        number(out, 1);
        text(out, key.tag());
        bytes(out, row.sketch());
        out.writeInt(4);
        out.writeInt(1);
    }

    private static void number(DataOutputStream out, long value) throws IOException {
        out.writeInt(8);
        out.writeLong(value);
    }

    private static void text(DataOutputStream out, String value) throws IOException {
        bytes(out, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }
}
