package dev.pulso.results.hashtag;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days of {@code hashtag_window}. Days around today get a partition of their own, so that they can be thinned without
 * leaving holes; all others share one, because a file that spans decades must not make ten thousand tables.
 */
final class HashtagDays {
    private static final int DAYS_BACK = 62;
    private static final int DAYS_AHEAD = 2;
    private static final String UNTOUCHED = """
            select d from unnest(?) as asked(d) where not exists (
                select from hashtag_day h where h.day = d and h.written = current_date and h.span = 1)
            order by d
            """;
    private static final String TOUCH = """
            insert into hashtag_day (day, written) values (?, current_date)
            on conflict (day) do update set written = excluded.written, span = 1
            """;
    private static final String SHARED = """
            select to_regclass(?) is not null
                or exists (select from hashtag_window_other where window_start >= ? and window_start < ?)
            """;

    private HashtagDays() {}

    /** Notes that these keys are being written, and makes the partitions they go to. */
    static void touch(Connection connection, Collection<HashtagKey> keys) throws SQLException {
        lock(connection);
        for (LocalDate day : untouched(connection, keys)) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            boolean near = day.isAfter(today.minusDays(DAYS_BACK)) && !day.isAfter(today.plusDays(DAYS_AHEAD));
            if (near && partition(connection, day) == null) {
                create(connection, day);
            }
            try (PreparedStatement statement = connection.prepareStatement(TOUCH)) {
                statement.setObject(1, day);
                statement.executeUpdate();
            }
        }
    }

    static LocalDate dayOf(HashtagKey key) {
        return key.windowStart().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Name of the table that alone holds a day; null if the day shares one. */
    static @Nullable String partition(Connection connection, LocalDate day) throws SQLException {
        String name = name(day);
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1) ? name : null;
            }
        }
    }

    /** One at a time: two who make the same table would fail each other. */
    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(88313243783941)");
        }
    }

    private static List<LocalDate> untouched(Connection connection, Collection<HashtagKey> keys) throws SQLException {
        LocalDate[] days = keys.stream().map(HashtagDays::dayOf).distinct().toArray(LocalDate[]::new);
        List<LocalDate> untouched = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UNTOUCHED)) {
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

    private static void create(Connection connection, LocalDate day) throws SQLException {
        Instant from = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant to = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        if (shared(connection, name(day), from, to)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            // Room for updates in place; wide values leave the row early, so that counts are read without them.
            statement.execute(
                    "create table %s partition of hashtag_window for values from ('%s') to ('%s') with (fillfactor = 85, toast_tuple_target = 256)"
                            .formatted(name(day), from, to));
        }
    }

    /** Whether rows of the day lie in the table for all others already, from when the day was far ahead. */
    private static boolean shared(Connection connection, String name, Instant from, Instant to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SHARED)) {
            statement.setString(1, name);
            statement.setObject(2, from.atOffset(ZoneOffset.UTC));
            statement.setObject(3, to.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static String name(LocalDate day) {
        return "hashtag_window_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }
}
