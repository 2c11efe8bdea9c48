package dev.pulso.ingest.rejected;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.rejection.Rejection;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters from and to records. One that was replayed is the same event once more, with extension attributes that
 * say so: who reads the topic by {@code source} and {@code id}, as the contract has it, still sees one.
 */
final class LetterCodec {
    private static final String AT = "replayedat";
    private static final String PARTITION = "replayedpartition";
    // Text: an integer of CloudEvents has 32 bits.
    private static final String OFFSET = "replayedoffset";

    private record Marks(
            @JsonProperty(AT) @Nullable Instant at,
            @JsonProperty(PARTITION) int partition,
            @JsonProperty(OFFSET) long offset) {}

    private record Hints(@Nullable String source, @Nullable String type) {}

    /** A dead letter with its bytes. */
    record Whole(DeadLetter letter, byte[] raw, @Nullable String source) {}

    private LetterCodec() {}

    /** @return null if the record is no dead letter */
    static @Nullable Whole read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            CloudEvent<Rejection> event = MessageCodec.read(Topics.REJECTED, record.value());
            Rejection data = event.data();
            byte[] raw = Base64.getDecoder().decode(data.raw());
            Hints hints = hints(raw);
            DeadLetter letter = new DeadLetter(
                    event.id(),
                    data.code(),
                    data.pointer(),
                    data.detail(),
                    data.receivedAt(),
                    data.origin(),
                    data.contentType(),
                    event.subject(),
                    hints.type(),
                    raw.length,
                    record.partition(),
                    record.offset(),
                    marks(record.value()));
            return new Whole(letter, raw, hints.source());
        } catch (InvalidMessageException | IllegalArgumentException | IOException e) {
            return null;
        }
    }

    /** @return the record again, marked as replayed */
    static byte[] mark(byte[] record, DeadLetter.Replayed replayed) throws IOException {
        ObjectNode event = (ObjectNode) MessageCodec.mapper().readTree(record);
        event.put(AT, replayed.at().toString());
        event.put(PARTITION, replayed.partition());
        event.put(OFFSET, String.valueOf(replayed.offset()));
        return MessageCodec.mapper().writeValueAsBytes(event);
    }

    private static DeadLetter.@Nullable Replayed marks(byte[] record) throws IOException {
        Marks marks = MessageCodec.mapper().readValue(record, Marks.class);
        return marks.at() == null ? null : new DeadLetter.Replayed(marks.at(), marks.partition(), marks.offset());
    }

    private static Hints hints(byte[] raw) {
        try {
            Hints found = MessageCodec.mapper().readValue(raw, Hints.class);
            return found == null ? new Hints(null, null) : found;
        } catch (IOException e) {
            return new Hints(null, null);
        }
    }
}
