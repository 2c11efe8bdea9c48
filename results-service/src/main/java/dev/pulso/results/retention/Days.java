package dev.pulso.results.retention;

import dev.pulso.results.rollup.Tables;
import dev.pulso.results.window.WindowKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps in the store when a day was last written to, for {@link Thinning}, and remembers what was noted already. */
public final class Days {
    private static final int MOST_DAYS = 10_000;
    private static final String UNTOUCHED = """
            select d from unnest(?) as asked(d) where not exists (
                select from {kind}_day h where h.day = d and h.written = current_date and h.span = 1)
            order by d
            """;
    private static final String TOUCH = """
            insert into {kind}_day (day, written) values (?, current_date)
            on conflict (day) do update set written = excluded.written, span = 1
            """;

    private final Tables tables;
    private final DayPartitions partitions;
    /** Days of which the store knows that they are written to, with the date on which it was told. */
    private final Map<LocalDate, LocalDate> touched = new ConcurrentHashMap<>();

    public Days(Tables tables) {
        this.tables = tables;
        this.partitions = new DayPartitions(tables);
    }

    /** Whether the days of these keys were noted today. */
    public boolean areTouched(Collection<? extends WindowKey> keys) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return keys.stream().allMatch(key -> today.equals(touched.get(dayOf(key))));
    }

    /** Notes that these keys are being written, and makes the partitions they go to. */
    public void touch(Connection connection, Collection<? extends WindowKey> keys) throws SQLException {
        lock(connection);
        for (LocalDate day : untouched(connection, keys)) {
            partitions.make(connection, day);
            try (PreparedStatement statement = connection.prepareStatement(tables.sql(TOUCH))) {
                statement.setObject(1, day);
                statement.executeUpdate();
            }
        }
    }

    /** Remembers that {@link #touch} is durable. */
    public void touched(Collection<? extends WindowKey> keys) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        if (touched.size() > MOST_DAYS) {
            touched.clear();
        }
        keys.forEach(key -> touched.put(dayOf(key), today));
    }

    /** One at a time: two who make the same table would fail each other. */
    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(88313243783941)");
        }
    }

    private List<LocalDate> untouched(Connection connection, Collection<? extends WindowKey> keys) throws SQLException {
        LocalDate[] days = keys.stream().map(Days::dayOf).distinct().toArray(LocalDate[]::new);
        List<LocalDate> untouched = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(UNTOUCHED))) {
            Array array = connection.createArrayOf("date", days);
            statement.setArray(1, array);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    untouched.add(row.getObject(1, LocalDate.class));
                }
            }
        }
        return untouched;
    }

    private static LocalDate dayOf(WindowKey key) {
        return key.windowStart().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
