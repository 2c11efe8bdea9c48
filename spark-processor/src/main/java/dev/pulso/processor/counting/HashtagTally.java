package dev.pulso.processor.counting;

import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The changes of one hashtag key in one batch. The result does not depend on the order in which they are added. */
final class HashtagTally {
    private static final int MAX_SAMPLES = 3;
    // A message must stay below the 4 MiB that the producer sends; usual ids leave room for 13,000.
    private static final int MAX_REMOVED_CHARS = 256 * 1024;

    private final HashtagChange.Key key;
    private final TreeSet<String> authors = new TreeSet<>();
    private final Map<String, Origin> removed = new HashMap<>();
    private final List<Addition> added = new ArrayList<>();
    private String removedSpelling = "";
    private long posts;
    private long reposts;

    /** What a change says beyond its key, which is the same in all of them: a batch's changes are in memory at once. */
    private record Addition(
            String display, String postId, @Nullable SamplePost sample, Origin at) {}

    HashtagTally(HashtagChange.Key key) {
        this.key = key;
    }

    void add(HashtagChange change) {
        posts += change.posts();
        reposts += change.reposts();
        if (change.isRemoval()) {
            removed.merge(change.postId(), change.at(), (a, b) -> a.compareTo(b) > 0 ? a : b);
            removedSpelling = change.display().compareTo(removedSpelling) > 0 ? change.display() : removedSpelling;
            return;
        }
        String display = change.display().equals(key.tag()) ? key.tag() : change.display();
        added.add(new Addition(display, change.postId(), change.sample(), change.at()));
        if (change.sample() != null && change.sample().authorKey() != null) {
            authors.add(change.sample().authorKey());
        }
    }

    HashtagDelta toDelta(String query, long batch) {
        added.sort(Comparator.comparing(Addition::at));
        return new HashtagDelta(
                key.windowStart(),
                key.windowStart().plus(HashtagDelta.WINDOW),
                key.tag(),
                added.isEmpty() ? removedSpelling : added.get(0).display(),
                key.network(),
                key.lang(),
                posts,
                reposts,
                Sketches.of(authors),
                samples(),
                removedPosts(),
                query,
                batch);
    }

    private List<SamplePost> samples() {
        return added.stream()
                .filter(this::stillThere)
                .map(Addition::sample)
                .filter(Objects::nonNull)
                .limit(MAX_SAMPLES)
                .toList();
    }

    /** Deleted posts before edited ones: if the room does not suffice, the deleted must not stay on show. */
    private List<String> removedPosts() {
        if (removed.isEmpty()) {
            return List.of();
        }
        Set<String> edited = added.stream().map(Addition::postId).collect(Collectors.toSet());
        List<String> all = removed.keySet().stream()
                .sorted(Comparator.<String, Boolean>comparing(edited::contains).thenComparing(id -> id))
                .toList();
        int fitting = 0;
        int room = MAX_REMOVED_CHARS;
        while (fitting < all.size() && all.get(fitting).length() <= room) {
            room -= all.get(fitting++).length();
        }
        return all.subList(0, fitting);
    }

    /** An update removes and adds at the same place, so "not before" is what stays. */
    private boolean stillThere(Addition addition) {
        Origin removal = removed.get(addition.postId());
        return removal == null || addition.at().compareTo(removal) >= 0;
    }
}
