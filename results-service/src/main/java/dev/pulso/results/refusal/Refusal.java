package dev.pulso.results.refusal;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.results.publish.Outgoing;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that cannot be stored, and why; never a value of the payload. */
public record Refusal(ConsumerRecord<byte[], byte[]> source, String code, String pointer, String detail) {
    /** The message that keeps the record, with its bytes, for people to look at. */
    public Outgoing deadLetter(Instant now) {
        byte[] raw = source.value() == null ? new byte[0] : source.value();
        Rejection rejection = new Rejection(
                code, pointer, detail, Base64.getEncoder().encodeToString(raw), now, origin(), CloudEvent.CONTENT_TYPE);
        return new Outgoing(
                Topics.REJECTED.name(),
                origin(),
                new CloudEvent<>(
                        origin(), "/pulso/results-service", Topics.REJECTED.type(), null, now, null, rejection));
    }

    /** Topic-partition-offset: the identity of the record for ever. */
    private String origin() {
        return source.topic() + "-" + source.partition() + "-" + source.offset();
    }
}
