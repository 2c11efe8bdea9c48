package dev.pulso.processor.counting;

import dev.pulso.contracts.post.Hashtag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one post changes in the count of one pair of hashtags.
 *
 * @param posts 1 for an addition, -1 for a removal, 0 where only {@code reposts} changes
 * @param reposts as {@code posts} if the post repeats another, else 0
 */
public record RelatedChange(Key key, int posts, int reposts) {
    /**
     * Two tags have to fit into what PostgreSQL takes for an indexed row, 2,704 bytes. Fixed: under another length the state
     * would take away other pairs than were added.
     */
    private static final int MAX_TAG = 200;

    /** What is counted apart; {@code tag} comes before {@code related} in {@link Hashtag#ORDER}. */
    public record Key(Instant windowStart, String tag, String related, String network, String lang) {}

    /** From how a post stood to how it stands; pairs that stay the same are not in it. */
    static List<RelatedChange> between(@Nullable PostState before, PostState after) {
        List<RelatedChange> gone = before == null ? List.of() : all(before, -1);
        List<RelatedChange> come = all(after, 1);
        if (gone.isEmpty() || come.isEmpty()) {
            return gone.isEmpty() ? come : gone;
        }
        Map<Key, RelatedChange> changes = new LinkedHashMap<>();
        gone.forEach(change -> changes.put(change.key, change));
        come.forEach(change -> changes.merge(change.key, change, RelatedChange::plus));
        return changes.values().stream().filter(RelatedChange::isAny).toList();
    }

    private static List<RelatedChange> all(PostState state, int sign) {
        if (state.paired() == 0) {
            return List.of();
        }
        Counted counted = Objects.requireNonNull(state.counted());
        int reposts = counted.repost() ? sign : 0;
        List<String> tags = counted.tags().stream()
                .limit(state.paired())
                .map(Hashtag::tag)
                .filter(tag -> tag.length() <= MAX_TAG)
                .sorted(Hashtag.ORDER)
                .toList();
        List<RelatedChange> changes = new ArrayList<>(tags.size() * (tags.size() - 1) / 2);
        for (int first = 0; first < tags.size(); first++) {
            for (int second = first + 1; second < tags.size(); second++) {
                Key key = new Key(
                        counted.windowStart(), tags.get(first), tags.get(second), counted.network(), counted.lang());
                changes.add(new RelatedChange(key, sign, reposts));
            }
        }
        return changes;
    }

    RelatedChange plus(RelatedChange other) {
        return new RelatedChange(key, posts + other.posts, reposts + other.reposts);
    }

    boolean isAny() {
        return posts != 0 || reposts != 0;
    }
}
