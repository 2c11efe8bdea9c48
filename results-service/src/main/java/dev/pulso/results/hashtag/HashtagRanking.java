package dev.pulso.results.hashtag;

import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.SummedRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tags by posts. Spellings and authors are looked up for the tags of the page only: sketches are the wide part. */
@ApplicationScoped
class HashtagRanking {
    // Stays at the end of the range of a long, as Saturating does: one absurd count must not hide all others.
    private static final String TOTALS = """
            select tag, total, again from (
                select tag, least(sum(posts), 9223372036854775807)::bigint as total,
                    greatest(-9223372036854775808, least(sum(reposts), 9223372036854775807))::bigint as again
                from %s r group by tag having sum(posts) > 0) t
            where ?::bigint is null or total < ? or (total = ? and tag > ? collate "C")
            order by total desc, tag
            limit ?
            """;

    private final CachedMinutes minutes;
    private final WarmUp warmUp;
    private final HashtagDetails details;

    HashtagRanking(CachedMinutes minutes, WarmUp warmUp, HashtagDetails details) {
        this.minutes = minutes;
        this.warmUp = warmUp;
        this.details = details;
    }

    private record Found(List<Total> totals, Map<String, DetailSum> details) {}

    /** @param after cursor of four parts: from, to, posts, tag */
    Page<HashtagRank> page(Snapshot snapshot, long generation, HashtagFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        Total last = after.map(cursor -> new Total(cursor.text(3), cursor.number(2), 0))
                .orElse(null);
        Found found = minutes.covers(filter.range())
                ? fromMemory(snapshot.connection(), generation, filter, limit + 1, last)
                : fromSums(snapshot.connection(), generation, filter, limit + 1, last);
        List<HashtagRank> ranks = new ArrayList<>();
        for (Total total : found.totals()) {
            DetailSum sum = found.details().getOrDefault(total.tag(), new DetailSum());
            long authors = Math.min(sum.authorEstimate(), total.posts());
            String display = sum.detail().display(total.tag());
            ranks.add(new HashtagRank(total.tag(), display, total.posts(), total.reposts(), authors));
        }
        TimeRange range = filter.range();
        return Page.of(
                HashtagRank.class,
                ranks,
                limit,
                rank -> Cursor.of(range.from(), range.to(), rank.posts(), rank.tag())
                        .encode());
    }

    private Found fromMemory(
            Connection connection, long generation, HashtagFilter filter, int limit, @Nullable Total after)
            throws SQLException {
        Map<Instant, Long> changes = HashtagTable.CHANGES.counts(connection, generation, filter.range());
        List<Stretch> pieces = HashtagTable.CHANGES.pieces(connection, generation, filter.range(), Span.HOUR);
        Optional<List<Total>> kept = minutes.totals(connection, generation, filter, changes, limit, after);
        if (kept.isEmpty()) {
            warmUp.begin(generation, filter);
        }
        List<Total> totals = kept.isPresent()
                ? kept.get()
                : totals(connection, HashtagRows.of(generation, pieces, filter, null), limit, after);
        List<String> tags = totals.stream().map(Total::tag).toList();
        return new Found(totals, details.unite(connection, generation, filter, pieces, changes, tags));
    }

    private Found fromSums(
            Connection connection, long generation, HashtagFilter filter, int limit, @Nullable Total after)
            throws SQLException {
        List<Stretch> pieces = HashtagTable.CHANGES.pieces(connection, generation, filter.range(), Span.DAY);
        List<Total> totals = totals(connection, HashtagRows.of(generation, pieces, filter, null), limit, after);
        if (totals.isEmpty()) {
            return new Found(totals, Map.of());
        }
        List<String> tags = totals.stream().map(Total::tag).toList();
        return new Found(totals, details.read(connection, HashtagRows.of(generation, pieces, filter, tags)));
    }

    private static List<Total> totals(Connection connection, SummedRows rows, int limit, @Nullable Total after)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOTALS.formatted(rows.sql()))) {
            int next = rows.bind(statement, 1);
            Long posts = after == null ? null : after.posts();
            for (int i = 0; i < 3; i++) {
                statement.setObject(next++, posts, Types.BIGINT);
            }
            statement.setString(next++, after == null ? null : after.tag());
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
}
