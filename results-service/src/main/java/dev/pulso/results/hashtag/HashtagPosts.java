package dev.pulso.results.hashtag;

import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Example posts of a tag, newest window first. */
@ApplicationScoped
class HashtagPosts {
    private static final String SAMPLES = """
            select window_start, network, lang, samples from hashtag_window
            where generation = ? and tag = ? and window_start >= ? and window_start < ?
                and (?::text is null or network = ?) and (?::text is null or lang = ?)
                and samples is not null and posts > 0
            order by window_start desc
            """;
    private static final Comparator<HashtagPost> NEWEST_FIRST = Comparator.comparing(HashtagPost::createdAt)
            .reversed()
            .thenComparing(HashtagPost::network)
            .thenComparing(HashtagPost::postId);
    private static final int FETCH = 200;
    /** More posts than that are kept of no minute. */
    private static final int MOST_SKIPPED = 1_000_000;

    private record Found(Instant window, HashtagPost post) {}

    /** @param after cursor of four parts: from, window start, and how many posts of that window have been seen, to */
    Page<HashtagPost> page(
            Snapshot snapshot, long generation, String tag, HashtagFilter filter, int limit, Optional<Cursor> after)
            throws SQLException {
        int skip = after.map(cursor -> (int) Math.max(0, Math.min(cursor.number(2), MOST_SKIPPED)))
                .orElse(0);
        List<Found> found = find(snapshot, generation, tag, filter, skip + limit + 1);
        List<Found> rest = found.subList(Math.min(skip, found.size()), found.size());
        List<HashtagPost> posts = rest.stream().map(Found::post).toList();
        return Page.of(HashtagPost.class, posts, limit, last -> {
            Found at = rest.get(limit - 1);
            long seen = found.subList(0, skip + limit).stream()
                    .filter(each -> each.window().equals(at.window()))
                    .count();
            return Cursor.of(filter.range().from(), at.window().plusSeconds(60), seen)
                    .encode();
        });
    }

    private static List<Found> find(Snapshot snapshot, long generation, String tag, HashtagFilter filter, int enough)
            throws SQLException {
        List<Found> found = new ArrayList<>();
        try (PreparedStatement statement = snapshot.connection().prepareStatement(SAMPLES)) {
            bind(statement, generation, tag, filter);
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                Instant window = Instant.MAX;
                List<Found> open = new ArrayList<>();
                while (row.next()) {
                    Instant start = row.getObject(1, OffsetDateTime.class).toInstant();
                    if (!start.equals(window)) {
                        drain(open, found);
                        window = start;
                        if (found.size() >= enough) {
                            return found;
                        }
                    }
                    open.addAll(posts(row, start));
                }
                drain(open, found);
            }
        }
        return found;
    }

    private static void drain(List<Found> open, List<Found> found) {
        open.sort(Comparator.comparing(Found::post, NEWEST_FIRST));
        found.addAll(open);
        open.clear();
    }

    private static List<Found> posts(ResultSet row, Instant window) throws SQLException {
        String network = row.getString(2);
        String lang = row.getString(3);
        return new HashtagSamples(row.getString(4))
                .posts().stream()
                        .map(post -> new HashtagPost(
                                network,
                                post.postId(),
                                post.uri(),
                                post.text(),
                                lang,
                                post.authorKey(),
                                post.createdAt()))
                        .map(post -> new Found(window, post))
                        .toList();
    }

    private static void bind(PreparedStatement statement, long generation, String tag, HashtagFilter filter)
            throws SQLException {
        statement.setLong(1, generation);
        statement.setString(2, tag);
        statement.setObject(3, filter.range().from().atOffset(ZoneOffset.UTC));
        statement.setObject(4, filter.range().to().atOffset(ZoneOffset.UTC));
        statement.setString(5, filter.network());
        statement.setString(6, filter.network());
        statement.setString(7, filter.lang());
        statement.setString(8, filter.lang());
    }
}
