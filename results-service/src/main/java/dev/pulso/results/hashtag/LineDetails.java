package dev.pulso.results.hashtag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.results.paging.Step;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spellings and authors of much used tags, of an hour and of its steps of five minutes, in the lines of the hour. By network
 * and language such a tag has dozens of rows an hour, and hundreds in the minutes at the edge of a range.
 */
final class LineDetails {
    private static final TypeReference<Map<String, Long>> SPELLINGS = new TypeReference<>() {};
    // Arrays of sketches as text cost PostgreSQL ten times what single ones do, hence the join. The index finds rows by
    // "is null" and by "=", but not by "is not distinct from".
    private static final String READ = """
            select l.start, tag, minute, spelling, sketch from hashtag_line l
            left join lateral unnest(detail_minutes, spellings, sketches) as d(minute, spelling, sketch)
                on l.start + minute * interval '1 minute' >= ? and l.start + minute * interval '1 minute' < ?
            where generation = ? and tag = any(?) and step = ? and l.start >= ? and l.start < ?
                and network %s and lang %s
            """;

    private LineDetails() {}

    /**
     * What is known of tags.
     *
     * @param hours by tag the hours that it has a line of, for the filter
     * @param details by start of a step and tag, of what the filter wants
     */
    record Known(Map<String, Set<Instant>> hours, Map<Instant, Map<String, Detail>> details) {
        boolean hasLine(String tag, Instant time) {
            return hours.getOrDefault(tag, Set.of()).contains(Span.HOUR.floor(time));
        }
    }

    /**
     * Whether lines of a step know more than rows do: by network and language a tag has one row an hour in the sums anyway,
     * but one a minute, that no index finds by these, in the minutes.
     */
    static boolean has(Step step, @Nullable String network, @Nullable String lang) {
        return step == Step.FIVE_MINUTES || (step == Step.HOUR && (network == null || lang == null));
    }

    /** Binds three columns; null if the line has no details. */
    static void bind(PreparedStatement write, int first, Instant hour, @Nullable Map<Instant, Detail> details)
            throws SQLException {
        if (details == null) {
            for (int column = first; column < first + 3; column++) {
                write.setNull(column, Types.ARRAY);
            }
            return;
        }
        Connection connection = write.getConnection();
        Object[] minutes = details.keySet().stream()
                .map(start -> Duration.between(hour, start).toMinutes())
                .toArray();
        Object[] spellings = details.values().stream().map(LineDetails::json).toArray();
        byte[][] sketches = details.values().stream().map(Detail::authors).toArray(byte[][]::new);
        write.setArray(first, connection.createArrayOf("int8", minutes));
        write.setArray(first + 1, connection.createArrayOf("text", spellings));
        write.setArray(first + 2, connection.createArrayOf("bytea", sketches));
    }

    private static String json(Detail detail) {
        try {
            return MessageCodec.mapper().writeValueAsString(detail.spellings());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("spellings have no JSON form", e);
        }
    }

    /** @param stretch steps in hours whose lines are valid */
    static Known read(
            Connection connection,
            long generation,
            HashtagFilter filter,
            Collection<String> tags,
            Step step,
            Stretch stretch)
            throws SQLException {
        Known known = new Known(new HashMap<>(), new HashMap<>());
        String sql =
                READ.formatted(filter.network() == null ? "is null" : "= ?", filter.lang() == null ? "is null" : "= ?");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            statement.setObject(next++, stretch.from().atOffset(ZoneOffset.UTC));
            statement.setObject(next++, stretch.to().atOffset(ZoneOffset.UTC));
            statement.setLong(next++, generation);
            statement.setArray(next++, connection.createArrayOf("text", tags.toArray()));
            statement.setInt(next++, (int) step.length().toMinutes());
            statement.setObject(next++, Span.HOUR.floor(stretch.from()).atOffset(ZoneOffset.UTC));
            statement.setObject(next++, stretch.to().atOffset(ZoneOffset.UTC));
            if (filter.network() != null) {
                statement.setString(next++, filter.network());
            }
            if (filter.lang() != null) {
                statement.setString(next, filter.lang());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    add(known, row);
                }
            }
        }
        return known;
    }

    private static void add(Known known, ResultSet row) throws SQLException {
        Instant hour = row.getObject(1, OffsetDateTime.class).toInstant();
        String tag = row.getString(2);
        known.hours().computeIfAbsent(tag, each -> new HashSet<>()).add(hour);
        long minute = row.getLong(3);
        if (!row.wasNull()) {
            Detail detail = new Detail(spellings(row.getString(4)), row.getBytes(5));
            known.details()
                    .computeIfAbsent(hour.plusSeconds(60 * minute), start -> new HashMap<>())
                    .put(tag, detail);
        }
    }

    private static Map<String, Long> spellings(String json) {
        try {
            return MessageCodec.mapper().readValue(json, SPELLINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("spellings of a line cannot be read", e);
        }
    }
}
