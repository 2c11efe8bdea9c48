package dev.pulso.processor.counting;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.pulso.contracts.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key, a post or an event, as opaque bytes: the schema that the state store sees never changes,
 * whatever is added to the state.
 */
public final class KeyHistory {
    /** State of an event: that it was counted is all there is to know. */
    private static final byte[] SEEN = {'1'};

    private static final ObjectWriter WRITER = MessageCodec.mapper().writerFor(PostState.class);
    private static final ObjectReader READER = MessageCodec.mapper().readerFor(PostState.class);

    private final byte @Nullable [] before;
    private byte @Nullable [] after;
    private final List<Change> changes = new ArrayList<>();

    private final int mostPaired;

    private KeyHistory(byte @Nullable [] state, int mostPaired) {
        before = state;
        after = state;
        this.mostPaired = mostPaired;
    }

    /**
     * What the facts about one key, in any order, make of its state.
     *
     * @param mostPaired so many tags of a post, from the first, make pairs
     */
    public static KeyHistory of(byte @Nullable [] state, List<Fact> facts, int mostPaired) {
        KeyHistory history = new KeyHistory(state, mostPaired);
        List<Fact> inOrder = new ArrayList<>(facts);
        inOrder.sort(Comparator.comparing(Fact::at));
        inOrder.forEach(history::apply);
        return history;
    }

    /** The new state, or nothing if it is as before. */
    public byte @Nullable [] newState() {
        return after == before ? null : after;
    }

    public List<Change> changes() {
        return changes;
    }

    private void apply(Fact fact) {
        if (fact.rejected() != null) {
            changes.add(Change.of(
                    fact.rejected(),
                    Objects.requireNonNullElse(fact.subject(), fact.at().toString())));
        } else if (fact.event() != null && after == null) {
            after = SEEN;
            changes.add(Change.of(fact.event()));
        } else if (fact.post() != null) {
            apply(fact.post(), fact.at());
        }
    }

    private void apply(PostFact fact, Origin at) {
        PostState known = after == null ? null : decode(after);
        PostState.Step step = PostState.next(known, fact, at, mostPaired);
        if (!step.state().equals(known)) {
            after = encode(step.state());
        }
        step.hashtags().forEach(change -> changes.add(Change.of(change)));
        step.related().forEach(change -> changes.add(Change.of(change)));
    }

    private static byte[] encode(PostState state) {
        try {
            return WRITER.writeValueAsBytes(state);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of a post has no JSON form", e);
        }
    }

    private static PostState decode(byte[] state) {
        try {
            return READER.readValue(state);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of a post is unreadable", e);
        }
    }
}
