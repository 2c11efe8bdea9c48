package dev.pulso.processor.trend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.datasketches.hash.MurmurHash3;
import org.jspecify.annotations.Nullable;

/**
 * One post as crowds count it, worked out once for all its hashtags.
 *
 * @param author who speaks; in a source that hides its authors everyone speaks once
 * @param opinion equal for authors of the same text, but for {@link Rules#SAME_TEXT} of them
 * @param postKey which post, so that one seen twice is counted once
 */
record Voice(SamplePost post, long author, long opinion, long postKey) {
    // A farm varies the link and whom it addresses, not the words.
    private static final Pattern VARIED = Pattern.compile("https?://\\S+|@\\S+|\\s+");

    static Voice of(Sighting sighting, SamplePost post) {
        String author = Objects.requireNonNullElse(post.authorKey(), sighting.postId());
        long who = hash(author);
        String text = post.text();
        long opinion =
                text == null || text.isEmpty() ? who : hash(Math.floorMod(who, Rules.SAME_TEXT) + " " + plain(text));
        return new Voice(post, who, opinion, hash(sighting.network() + "\n" + sighting.postId()));
    }

    /** Whether showing both would show the same twice. */
    static boolean areAlike(SamplePost one, SamplePost other) {
        return one.postId().equals(other.postId())
                || isSame(one.authorKey(), other.authorKey())
                || (one.text() != null
                        && other.text() != null
                        && plain(one.text()).equals(plain(other.text())));
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }

    private static String plain(String text) {
        return VARIED.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private static long hash(String text) {
        return MurmurHash3.hash(text.getBytes(UTF_8), 0)[0];
    }
}
