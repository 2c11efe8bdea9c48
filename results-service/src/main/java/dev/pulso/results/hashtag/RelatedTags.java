package dev.pulso.results.hashtag;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tags in the texts of a tag's example posts. An estimate: up to five posts a minute, network and language are kept as
 * examples, and only if posts are sent with their text. Where there are fewer posts than that it is a count.
 */
@ApplicationScoped
class RelatedTags {
    /** The newest examples looked at: enough for shares of a few per cent. */
    private static final int EXAMPLES = 1000;
    /** A mark, then letters, digits and underscores with at least one letter; not within a word or an address. */
    private static final Pattern TAG =
            Pattern.compile("(?<![\\p{L}\\p{N}_&/])[#\uFF03]([\\p{L}\\p{N}\\p{M}_]*\\p{L}[\\p{L}\\p{N}\\p{M}_]*)");

    private final HashtagPosts posts;

    RelatedTags(HashtagPosts posts) {
        this.posts = posts;
    }

    private static final class Tally {
        private final Map<String, Long> posts = new HashMap<>();
        private final Map<String, String> spellings = new HashMap<>();
        private long texts;

        void add(String text) {
            texts++;
            Set<String> seen = new HashSet<>();
            Matcher matcher = TAG.matcher(text);
            while (matcher.find()) {
                Hashtag tag = Hashtag.of(matcher.group(1));
                if (seen.add(tag.tag())) {
                    posts.merge(tag.tag(), 1L, Long::sum);
                    spellings.merge(tag.tag(), tag.text(), (left, right) -> left.compareTo(right) <= 0 ? left : right);
                }
            }
        }

        RelatedTag of(String tag) {
            long count = posts.getOrDefault(tag, 0L);
            return new RelatedTag(tag, spellings.getOrDefault(tag, tag), count, (double) count / texts);
        }
    }

    /** @param skip items of the pages before */
    Page<RelatedTag> page(Snapshot snapshot, long generation, String tag, HashtagFilter filter, int limit, int skip)
            throws SQLException {
        Tally tally = new Tally();
        posts.newest(snapshot, generation, tag, filter, EXAMPLES).stream()
                .map(HashtagPost::text)
                .filter(Objects::nonNull)
                .forEach(tally::add);
        List<RelatedTag> related = tally.posts.keySet().stream()
                .filter(other -> !other.equals(tag))
                .map(tally::of)
                .sorted(Comparator.comparingLong(RelatedTag::posts).reversed().thenComparing(RelatedTag::tag))
                .skip(skip)
                .limit(limit + 1L)
                .toList();
        return Page.of(
                RelatedTag.class,
                related,
                limit,
                last -> Cursor.of(filter.range().from(), filter.range().to(), skip + limit)
                        .encode());
    }
}
