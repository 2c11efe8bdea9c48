package dev.pulso.processor.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.post.Post.Op;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a post. It outlives versions of this program: fields may be added, never renamed.
 *
 * @param revision the newest revision applied; absent if deleted
 * @param counted how it stands in the counts; absent if deleted
 * @param shown fingerprint of its sample
 * @param paired so many of its tags, from the first, stand in the counts as pairs: what has to be taken out again, whatever the
 *     setting is by then. Absent if none do, as in the state of versions that counted no pairs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PostState(
        @Nullable Instant revision,
        @Nullable Counted counted,
        int shown,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int paired) {

    /** A deleted post: nothing brings it back. */
    static final PostState TOMBSTONE = new PostState(null, null, 0, 0);

    /** The state after a fact and what the fact changes in the counts. */
    record Step(PostState state, List<HashtagChange> hashtags, List<RelatedChange> related) {}

    /**
     * The step from what is known, if anything, by a fact that stood at {@code at}.
     *
     * @param mostPaired so many tags of a post make pairs
     */
    static Step next(@Nullable PostState known, PostFact fact, Origin at, int mostPaired) {
        if (known == null) {
            return fact.op() == Op.DELETE
                    ? new Step(TOMBSTONE, List.of(), List.of())
                    : first(fact.counting(mostPaired), fact, at);
        }
        return known.then(fact, at, mostPaired);
    }

    private static Step first(PostState state, PostFact fact, Origin at) {
        return new Step(state, HashtagChange.additions(fact, at), RelatedChange.between(null, state));
    }

    private Step then(PostFact fact, Origin at, int mostPaired) {
        if (counted == null || revision == null) {
            return unchanged();
        }
        return switch (fact.op()) {
            case CREATE -> unchanged();
            case UPDATE ->
                fact.revision().isBefore(revision)
                        ? unchanged()
                        : replacedBy(fact, fact.counting(mostPaired), counted, at);
            case DELETE ->
                new Step(TOMBSTONE, HashtagChange.removals(counted, at), RelatedChange.between(this, TOMBSTONE));
        };
    }

    private Step replacedBy(PostFact fact, PostState next, Counted old, Origin at) {
        boolean same = old.equals(next.counted);
        List<HashtagChange> hashtags = new ArrayList<>();
        // Networks send an update for every like; most change nothing that is counted or shown.
        if (!same || shown != next.shown) {
            hashtags.addAll(HashtagChange.removals(old, at));
            hashtags.addAll(HashtagChange.additions(fact, at));
        }
        boolean samePairs = same && paired == next.paired;
        return new Step(next, hashtags, samePairs ? List.of() : RelatedChange.between(this, next));
    }

    private Step unchanged() {
        return new Step(this, List.of(), List.of());
    }
}
