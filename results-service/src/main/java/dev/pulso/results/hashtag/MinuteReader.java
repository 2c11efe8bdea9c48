package dev.pulso.results.hashtag;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the counts of whole minutes. */
@ApplicationScoped
class MinuteReader {
    private static final String COUNTS = """
            select window_start, tag, network, lang, posts, reposts from hashtag_window
            where generation = ? and window_start >= ? and window_start < ? and (posts <> 0 or reposts <> 0)
            """;
    private static final int FETCH = 10_000;

    /**
     * The rows of a minute in columns.
     *
     * @param numbers posts and reposts of a row, next to each other
     */
    record Rows(List<String> tags, List<Place> places, List<Long> numbers) {
        static final Rows NONE = new Rows(List.of(), List.of(), List.of());

        /** Whether all numbers are numbers of an int. */
        boolean fit() {
            return numbers.stream().allMatch(number -> number.intValue() == number);
        }

        int[] posts() {
            return every(0);
        }

        int[] reposts() {
            return every(1);
        }

        private int[] every(int first) {
            int[] column = new int[tags.size()];
            for (int row = 0; row < column.length; row++) {
                column[row] = numbers.get(2 * row + first).intValue();
            }
            return column;
        }
    }

    /** Rows by minute; minutes without rows are missing. */
    Map<Instant, Rows> read(Connection connection, long generation, Set<Instant> minutes) throws SQLException {
        Map<Instant, Rows> rows = new HashMap<>();
        SortedSet<Instant> sorted = new TreeSet<>(minutes);
        try (PreparedStatement statement = connection.prepareStatement(COUNTS)) {
            statement.setFetchSize(FETCH);
            Map<String, String> names = new HashMap<>();
            while (!sorted.isEmpty()) {
                Instant first = sorted.first();
                Instant behind = first.plusSeconds(60);
                while (sorted.contains(behind)) {
                    behind = behind.plusSeconds(60);
                }
                statement.setLong(1, generation);
                statement.setObject(2, first.atOffset(ZoneOffset.UTC));
                statement.setObject(3, behind.atOffset(ZoneOffset.UTC));
                read(statement, names, rows);
                sorted = sorted.tailSet(behind);
            }
        }
        return rows;
    }

    private static void read(PreparedStatement statement, Map<String, String> names, Map<Instant, Rows> rows)
            throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Instant minute = row.getObject(1, OffsetDateTime.class).toInstant();
                Rows of = rows.computeIfAbsent(
                        minute, each -> new Rows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
                of.tags().add(shared(names, row.getString(2)));
                of.places().add(new Place(shared(names, row.getString(3)), shared(names, row.getString(4))));
                of.numbers().add(row.getLong(5));
                of.numbers().add(row.getLong(6));
            }
        }
    }

    /** The same text as one object: a busy day has millions of rows of few names. */
    private static String shared(Map<String, String> names, String name) {
        return names.computeIfAbsent(name, same -> same);
    }
}
