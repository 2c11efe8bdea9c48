package dev.pulso.results.hashtag;

import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows behind an answer as a subquery, minutes and sums alike. Each stretch is a part of its own, so that the planner
 * sees the times and leaves out the days that are not asked for.
 */
final class HashtagRows {
    /** More parts than that cost more to plan than they save. */
    private static final int MOST_PARTS = 24;

    private static final String COLUMNS = "tag, posts, reposts, display, authors_sketch from ";

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private final long generation;
    private final HashtagFilter filter;
    private final Object @Nullable [] tags;

    private HashtagRows(long generation, HashtagFilter filter, @Nullable Collection<String> tags) {
        this.generation = generation;
        this.filter = filter;
        this.tags = tags == null ? null : tags.toArray();
    }

    /** @param tags the tags to look at; null for all */
    static HashtagRows of(
            long generation, List<Stretch> pieces, HashtagFilter filter, @Nullable Collection<String> tags) {
        HashtagRows rows = new HashtagRows(generation, filter, tags);
        List<Stretch> parts = pieces.size() <= MOST_PARTS ? pieces : List.of(minutesOf(pieces));
        parts.forEach(rows::add);
        if (parts.isEmpty()) {
            rows.add(new Stretch(Span.MINUTE, Instant.EPOCH, Instant.EPOCH));
        }
        return rows;
    }

    private static Stretch minutesOf(List<Stretch> pieces) {
        return new Stretch(
                Span.MINUTE, pieces.get(0).from(), pieces.get(pieces.size() - 1).to());
    }

    /** A subquery with the columns start, tag, posts, reposts, display, authors_sketch. */
    String sql() {
        return "(" + sql + ")";
    }

    /** Binds the values of the subquery; returns the position behind them. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        for (Object value : values) {
            if (value instanceof Object[] texts) {
                statement.setArray(next++, statement.getConnection().createArrayOf("text", texts));
            } else {
                statement.setObject(next++, value);
            }
        }
        return next;
    }

    private void add(Stretch stretch) {
        boolean minutes = stretch.span() == Span.MINUTE;
        String start = minutes ? "window_start" : "start";
        sql.append(sql.isEmpty() ? "select " : " union all select ")
                .append(minutes ? "window_start as start, " : "start, ")
                .append(COLUMNS)
                .append(minutes ? "hashtag_window" : "hashtag_rollup")
                .append(" where generation = ?");
        values.add(generation);
        if (!minutes) {
            condition(" and span = ?", stretch.span().minutes());
        }
        condition(" and " + start + " >= ?", stretch.from().atOffset(ZoneOffset.UTC));
        condition(" and " + start + " < ?", stretch.to().atOffset(ZoneOffset.UTC));
        if (tags != null) {
            condition(" and tag = any(?)", tags);
        }
        if (filter.network() != null) {
            condition(" and network = ?", filter.network());
        }
        if (filter.lang() != null) {
            condition(" and lang = ?", filter.lang());
        }
    }

    private void condition(String text, Object value) {
        sql.append(text);
        values.add(value);
    }
}
