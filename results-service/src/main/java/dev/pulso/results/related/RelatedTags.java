package dev.pulso.results.related;

import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.hashtag.HashtagFilter;
import dev.pulso.results.hashtag.TagUse;
import dev.pulso.results.hashtag.TagUses;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.SummedRows;
import dev.pulso.results.rollup.SummedRows.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tags beside a tag, by the posts that carry both. */
@ApplicationScoped
class RelatedTags {
    // A pair is in the table once: the tag is its first on one half of the rows and its second on the other.
    private static final String TOTALS = """
            select other, total from (
                select other, least(sum(posts), 9223372036854775807)::bigint as total from (
                    select related as other, posts from %s f union all select tag, posts from %s s) r
                group by other having sum(posts) > 0) t
            where ?::bigint is null or total < ? or (total = ? and other > ? collate "C")
            order by total desc, other
            limit ?
            """;

    private final TagUses uses;

    RelatedTags(TagUses uses) {
        this.uses = uses;
    }

    private record Total(String tag, long posts) {}

    /** @param after cursor of four parts: from, to, posts, tag */
    Page<RelatedTag> page(
            Snapshot snapshot, long generation, String tag, HashtagFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        List<Total> totals = totals(snapshot.connection(), generation, tag, filter, limit + 1, after);
        if (totals.isEmpty()) {
            return new Page<>(List.of(), null, RelatedTag.class);
        }
        List<String> tags =
                Stream.concat(Stream.of(tag), totals.stream().map(Total::tag)).toList();
        Map<String, TagUse> used = uses.of(snapshot, generation, filter, tags);
        long posts = use(used, tag).posts();
        List<RelatedTag> related = totals.stream()
                .map(total -> item(tag, posts, total, use(used, total.tag()).display()))
                .toList();
        return Page.of(
                RelatedTag.class,
                related,
                limit,
                last -> Cursor.of(filter.range().from(), filter.range().to(), last.posts(), last.tag())
                        .encode());
    }

    private static TagUse use(Map<String, TagUse> used, String tag) {
        return used.getOrDefault(tag, new TagUse(0, tag));
    }

    /** Pairs and tags come on topics of their own, so for a moment there may be more of a pair than of its tag. */
    private static RelatedTag item(String tag, long posts, Total total, String display) {
        double share = (double) total.posts() / Math.max(posts, total.posts());
        return new RelatedTag(total.tag(), display, total.posts(), share, Spellings.areOfOneWord(tag, total.tag()));
    }

    private static List<Total> totals(
            Connection connection, long generation, String tag, HashtagFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        List<Stretch> pieces = RelatedTable.CHANGES.pieces(connection, generation, filter.range(), Span.DAY);
        SummedRows first = rows(generation, pieces, filter, new Condition("tag = ?", tag));
        SummedRows second = rows(generation, pieces, filter, new Condition("related = ?", tag));
        try (PreparedStatement statement = connection.prepareStatement(TOTALS.formatted(first.sql(), second.sql()))) {
            int next = second.bind(statement, first.bind(statement, 1));
            Long posts = after.map(cursor -> cursor.number(2)).orElse(null);
            for (int i = 0; i < 3; i++) {
                statement.setObject(next++, posts, Types.BIGINT);
            }
            statement.setString(next++, after.map(cursor -> cursor.text(3)).orElse(null));
            statement.setInt(next, limit);
            List<Total> totals = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    totals.add(new Total(row.getString(1), row.getLong(2)));
                }
            }
            return totals;
        }
    }

    private static SummedRows rows(long generation, List<Stretch> pieces, HashtagFilter filter, Condition side) {
        List<Condition> conditions = new ArrayList<>(List.of(side));
        if (filter.network() != null) {
            conditions.add(new Condition("network = ?", filter.network()));
        }
        if (filter.lang() != null) {
            conditions.add(new Condition("lang = ?", filter.lang()));
        }
        return SummedRows.of(RelatedTable.TABLES, generation, pieces, conditions);
    }
}
