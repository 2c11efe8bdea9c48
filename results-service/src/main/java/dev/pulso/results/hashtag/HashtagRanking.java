package dev.pulso.results.hashtag;

import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.sketch.DistinctCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Tags by posts. Spellings and authors are looked up for the tags of the page only: sketches are the wide part. */
@ApplicationScoped
class HashtagRanking {
    private static final String WHERE = """
            where generation = ? and window_start >= ? and window_start < ?
                and (?::text is null or network = ?) and (?::text is null or lang = ?)
            """;
    private static final String TOTALS =
            "select tag, sum(posts)::bigint as total, sum(reposts)::bigint from hashtag_window " + WHERE + """
                      group by tag
                      having sum(posts) > 0
                          and (?::bigint is null or sum(posts) < ? or (sum(posts) = ? and tag > ? collate "C"))
                      order by total desc, tag
                      limit ?
                      """;
    private static final String DETAILS = "select tag, display, posts, authors_sketch from hashtag_window " + WHERE
            + "and tag = any(?) and posts > 0";
    private static final int FETCH = 2000;

    private final DataSource dataSource;

    HashtagRanking(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Total(String tag, long posts, long reposts) {}

    private static final class Details {
        private final Map<String, Long> spellings = new HashMap<>();
        private final DistinctCount authors = new DistinctCount();

        String display(String tag) {
            return spellings.entrySet().stream()
                    .max(Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                            .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                    .map(Map.Entry::getKey)
                    .orElse(tag);
        }
    }

    /** @param after cursor of four parts: from, to, posts, tag */
    Page<HashtagRank> page(long generation, HashtagFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<Total> totals = totals(connection, generation, filter, limit + 1, after.orElse(null));
            Map<String, Details> details = details(connection, generation, filter, totals);
            List<HashtagRank> ranks = new ArrayList<>();
            for (Total total : totals) {
                Details found = details.getOrDefault(total.tag(), new Details());
                long authors = Math.min(found.authors.estimate(), total.posts());
                ranks.add(new HashtagRank(
                        total.tag(), found.display(total.tag()), total.posts(), total.reposts(), authors));
            }
            TimeRange range = filter.range();
            return Page.of(
                    HashtagRank.class,
                    ranks,
                    limit,
                    last -> Cursor.of(range.from(), range.to(), last.posts(), last.tag())
                            .encode());
        }
    }

    private static List<Total> totals(
            Connection connection, long generation, HashtagFilter filter, int limit, @Nullable Cursor after)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            int next = bind(statement, generation, filter);
            Long posts = after == null ? null : after.number(2);
            for (int i = 0; i < 3; i++) {
                statement.setObject(next++, posts, Types.BIGINT);
            }
            statement.setString(next++, after == null ? null : after.text(3));
            statement.setInt(next, limit);
            List<Total> totals = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    totals.add(new Total(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
            return totals;
        }
    }

    private static Map<String, Details> details(
            Connection connection, long generation, HashtagFilter filter, List<Total> totals) throws SQLException {
        Map<String, Details> details = new LinkedHashMap<>();
        if (totals.isEmpty()) {
            return details;
        }
        try (PreparedStatement statement = connection.prepareStatement(DETAILS)) {
            int next = bind(statement, generation, filter);
            Object[] tags = totals.stream().map(Total::tag).toArray();
            statement.setArray(next, connection.createArrayOf("text", tags));
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Details of = details.computeIfAbsent(row.getString(1), tag -> new Details());
                    of.spellings.merge(row.getString(2), row.getLong(3), Long::sum);
                    of.authors.add(row.getBytes(4));
                }
            }
        }
        return details;
    }

    private static int bind(PreparedStatement statement, long generation, HashtagFilter filter) throws SQLException {
        int next = 1;
        statement.setLong(next++, generation);
        statement.setObject(next++, filter.range().from().atOffset(ZoneOffset.UTC));
        statement.setObject(next++, filter.range().to().atOffset(ZoneOffset.UTC));
        statement.setString(next++, filter.network());
        statement.setString(next++, filter.network());
        statement.setString(next++, filter.lang());
        statement.setString(next++, filter.lang());
        return next;
    }
}
