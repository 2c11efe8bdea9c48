package dev.pulso.results.hashtag;

import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.rollup.Saturating;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.SummedRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How tags are used, for answers that are about something else: without what is wide, the authors. */
@ApplicationScoped
public class TagUses {
    private static final String SPELLINGS = """
            select tag, display, least(sum(posts), 9223372036854775807)::bigint
            from %s r group by tag, display having sum(posts) > 0
            """;

    /** By tag; tags that nobody used are missing. */
    public Map<String, TagUse> of(Snapshot snapshot, long generation, HashtagFilter filter, Collection<String> tags)
            throws SQLException {
        List<Stretch> pieces = HashtagTable.CHANGES.pieces(snapshot.connection(), generation, filter.range(), Span.DAY);
        SummedRows rows = HashtagRows.of(generation, pieces, filter, tags);
        Map<String, Map<String, Long>> spellings = new HashMap<>();
        String sql = SPELLINGS.formatted(rows.sql());
        try (PreparedStatement statement = snapshot.connection().prepareStatement(sql)) {
            rows.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    spellings
                            .computeIfAbsent(row.getString(1), tag -> new HashMap<>())
                            .put(row.getString(2), row.getLong(3));
                }
            }
        }
        Map<String, TagUse> uses = new HashMap<>();
        spellings.forEach((tag, posts) -> uses.put(
                tag,
                new TagUse(posts.values().stream().reduce(0L, Saturating::add), new Detail(posts, null).display(tag))));
        return uses;
    }
}
