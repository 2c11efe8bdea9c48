package dev.pulso.processor.intake;

import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.processor.counting.Fact;
import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.counting.PostFact;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Turns any record into a keyed fact. Whatever the bytes are, the answer is a fact or a rejection, never an error. */
public final class RecordReader {
    // Base64 and the envelope must stay below the 2 MiB that the topic of rejections takes.
    private static final int MAX_RAW = 1 << 20;
    // No identity has a line break (see Text), so the parts of a key cannot run into each other.
    private static final char SEPARATOR = '\n';

    /** A fact and the key under which its history is kept. */
    public record Keyed(String key, Fact fact) {}

    private RecordReader() {}

    /**
     * Reads one record.
     *
     * @param value the bytes; null for a tombstone, which no input topic has
     * @param receivedAt the broker's time of the record
     */
    public static Keyed read(Origin at, Instant receivedAt, byte @Nullable [] value) {
        try {
            if (value == null || value.length == 0) {
                throw new Refused("empty", "", "the record has no value");
            }
            return at.topic().equals(Topics.POSTS.name()) ? post(at, value) : event(at, receivedAt, value);
        } catch (Refused e) {
            return rejected(at, receivedAt, value, e.code(), e.pointer(), e.getMessage());
        } catch (InvalidMessageException e) {
            return rejected(at, receivedAt, value, e.code(), e.pointer(), e.getMessage());
        } catch (IOException e) {
            return rejected(at, receivedAt, value, code(e), "", "the record is not a readable CloudEvent");
        } catch (RuntimeException e) {
            // A hole in the readers must cost one record, not the stream. The class names it, the message may quote it.
            return rejected(
                    at, receivedAt, value, "unreadable", "", e.getClass().getSimpleName());
        }
    }

    private static Keyed post(Origin at, byte[] value) throws InvalidMessageException, Refused {
        PostFact post = PostReader.read(value);
        return new Keyed("p|" + post.network() + SEPARATOR + post.postId(), Fact.of(at, post));
    }

    private static Keyed event(Origin at, Instant receivedAt, byte[] value) throws IOException, Refused {
        EventReader.Event event = EventReader.read(value, receivedAt);
        return new Keyed("e|" + event.source() + SEPARATOR + event.id(), Fact.of(at, event.change()));
    }

    private static String code(IOException e) {
        boolean mapping = e instanceof JsonMappingException && !(e.getCause() instanceof StreamReadException);
        return mapping ? "invalid-field" : "not-json";
    }

    private static Keyed rejected(
            Origin at,
            Instant receivedAt,
            byte @Nullable [] value,
            String code,
            String pointer,
            @Nullable String detail) {
        byte[] raw = value == null ? new byte[0] : value;
        boolean whole = raw.length <= MAX_RAW;
        String reason = (detail == null ? code : detail)
                + (whole ? "" : " (first " + MAX_RAW + " of " + raw.length + " bytes)");
        Rejection rejection = new Rejection(
                code,
                pointer,
                reason,
                Base64.getEncoder().encodeToString(whole ? raw : Arrays.copyOf(raw, MAX_RAW)),
                receivedAt,
                at.toString(),
                null);
        return new Keyed("r|" + at, Fact.of(at, rejection, at.toString()));
    }
}
