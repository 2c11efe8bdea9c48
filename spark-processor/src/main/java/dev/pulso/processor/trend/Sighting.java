package dev.pulso.processor.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post.Op;
import dev.pulso.processor.counting.PostFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record means for trends: a new post with hashtags, or the deletion of one that may be on show.
 *
 * @param post as it may be shown; absent for a deletion
 * @param lang its language; absent if unknown and for a deletion
 * @param ahead whether its time lies in the future of the broker
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sighting(
        String network,
        String postId,
        List<Hashtag> tags,
        @Nullable SamplePost post,
        @Nullable String lang,
        boolean ahead) {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);
    private static final String UNKNOWN_LANGUAGE = "und";

    public Sighting {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /**
     * Reposts mean nothing: pressing a button is not writing. Edits neither: the author has been counted.
     *
     * @param receivedAt the broker's time of the record
     */
    public static Optional<Sighting> of(@Nullable PostFact fact, Instant receivedAt) {
        if (fact == null || fact.op() == Op.UPDATE) {
            return Optional.empty();
        }
        if (fact.op() == Op.DELETE) {
            return Optional.of(new Sighting(fact.network(), fact.postId(), List.of(), null, null, false));
        }
        SamplePost post = fact.sample();
        if (fact.counted() == null
                || post == null
                || fact.counted().repost()
                || fact.counted().tags().isEmpty()) {
            return Optional.empty();
        }
        boolean ahead = post.createdAt().isAfter(receivedAt.plus(CLOCK_SKEW));
        String lang = fact.counted().lang().equals(UNKNOWN_LANGUAGE)
                ? null
                : fact.counted().lang();
        return Optional.of(
                new Sighting(fact.network(), fact.postId(), fact.counted().tags(), post, lang, ahead));
    }
}
