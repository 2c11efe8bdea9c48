package dev.pulso.processor.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PostState(
        @Nullable Instant revision, @Nullable Counted counted, int shown) {

    /** A deleted post: nothing brings it back. */
    static final PostState TOMBSTONE = new PostState(null, null, 0);

    /** The state after a fact and what the fact changes in the counts. */
    record Step(PostState state, List<HashtagChange> changes) {}

    /** The step from what is known, if anything, by a fact that stood at {@code at}. */
    static Step next(@Nullable PostState known, PostFact fact, Origin at) {
        if (known == null) {
            return switch (fact.op()) {
                case CREATE, UPDATE -> new Step(fact.counting(), HashtagChange.additions(fact, at));
                case DELETE -> new Step(TOMBSTONE, List.of());
            };
        }
        return known.then(fact, at);
    }

    private Step then(PostFact fact, Origin at) {
        if (counted == null || revision == null) {
            return unchanged();
        }
        return switch (fact.op()) {
            case CREATE -> unchanged();
            case UPDATE -> fact.revision().isBefore(revision) ? unchanged() : replacedBy(fact, counted, at);
            case DELETE -> new Step(TOMBSTONE, HashtagChange.removals(counted, at));
        };
    }

    private Step replacedBy(PostFact fact, Counted old, Origin at) {
        PostState next = fact.counting();
        // Networks send an update for every like; most change nothing that is counted or shown.
        if (old.equals(next.counted) && shown == next.shown) {
            return new Step(next, List.of());
        }
        List<HashtagChange> changes = new ArrayList<>(HashtagChange.removals(old, at));
        changes.addAll(HashtagChange.additions(fact, at));
        return new Step(next, changes);
    }

    private Step unchanged() {
        return new Step(this, List.of());
    }
}
