package dev.pulso.results.retention;

import dev.pulso.results.rollup.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of windows. Days around today get one of their own, so that they can be thinned without leaving holes;
 * all others share one, because a file that spans decades must not make ten thousand tables.
 */
record DayPartitions(Tables tables) {
    private static final int DAYS_BACK = 62;
    private static final int DAYS_AHEAD = 2;
    private static final String SHARED = """
            select to_regclass(?) is not null
                or exists (select from {kind}_window_other where window_start >= ? and window_start < ?)
            """;
    // Room for updates in place; wide values leave the row early, so that counts are read without them.
    private static final String CREATE = "create table %s partition of {kind}_window for values from ('%s') to ('%s')"
            + " with (fillfactor = 85, toast_tuple_target = 256)";

    /** Makes the partition of a day, if the day gets one and has none. */
    void make(Connection connection, LocalDate day) throws SQLException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        boolean near = day.isAfter(today.minusDays(DAYS_BACK)) && !day.isAfter(today.plusDays(DAYS_AHEAD));
        if (near && of(connection, day) == null) {
            create(connection, day);
        }
    }

    /** Name of the table that alone holds a day; null if the day shares one. */
    @Nullable
    String of(Connection connection, LocalDate day) throws SQLException {
        String name = name(day);
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1) ? name : null;
            }
        }
    }

    private void create(Connection connection, LocalDate day) throws SQLException {
        Instant from = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant to = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        if (isShared(connection, name(day), from, to)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(tables.sql(CREATE).formatted(name(day), from, to));
        }
    }

    /** Whether rows of the day lie in the table for all others already, from when the day was far ahead. */
    private boolean isShared(Connection connection, String name, Instant from, Instant to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(SHARED))) {
            statement.setString(1, name);
            statement.setObject(2, from.atOffset(ZoneOffset.UTC));
            statement.setObject(3, to.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private String name(LocalDate day) {
        return tables.kind() + "_window_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }
}
