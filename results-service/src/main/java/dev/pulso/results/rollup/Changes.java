package dev.pulso.results.rollup;

import dev.pulso.results.paging.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What has been written: which sums may be used, and whether a minute is still the one that was seen. */
public record Changes(Tables tables) {
    private static final String PENDING = """
            select distinct span, start from {kind}_change
            where generation = ? and pending and start >= ? and start < ?
            """;
    private static final String COUNTS = """
            select start, sum(changes)::bigint from {kind}_change
            where generation = ? and span = 1 and start >= ? and start < ? group by start
            """;

    /** The range in pieces no longer than {@code widest}, as the snapshot allows. */
    public List<Stretch> pieces(Connection connection, long generation, TimeRange range, Span widest)
            throws SQLException {
        NavigableSet<Instant> hours = new TreeSet<>();
        NavigableSet<Instant> days = new TreeSet<>();
        if (widest != Span.MINUTE) {
            try (PreparedStatement statement = connection.prepareStatement(tables.sql(PENDING))) {
                bind(statement, generation, Span.DAY.floor(range.from()), Span.DAY.ceil(range.to()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
                        boolean minute = row.getInt(1) == Span.MINUTE.minutes();
                        (minute ? hours : days).add(minute ? Span.HOUR.floor(start) : Span.DAY.floor(start));
                    }
                }
            }
        }
        return Pieces.of(range.from(), range.to(), widest, hours, days);
    }

    /** How often each minute has been written; minutes that never were are missing. */
    public Map<Instant, Long> counts(Connection connection, long generation, TimeRange range) throws SQLException {
        Map<Instant, Long> counts = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(COUNTS))) {
            bind(statement, generation, range.from(), range.to());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2));
                }
            }
        }
        return counts;
    }

    private static void bind(PreparedStatement statement, long generation, Instant from, Instant to)
            throws SQLException {
        statement.setLong(1, generation);
        statement.setObject(2, from.atOffset(ZoneOffset.UTC));
        statement.setObject(3, to.atOffset(ZoneOffset.UTC));
    }
}
