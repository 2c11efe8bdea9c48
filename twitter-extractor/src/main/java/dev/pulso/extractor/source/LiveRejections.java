package dev.pulso.extractor.source;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.extractor.format.Decoded;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** The messages that keep what a source refused. The same bytes have the same id, however often they are delivered. */
final class LiveRejections {
    private static final String ORIGIN = "twitter-extractor";

    private final int rawKept;
    private final Clock clock;

    /** @param rawKept bytes of a refused record that go along */
    LiveRejections(int rawKept, Clock clock) {
        this.rawKept = rawKept;
        this.clock = clock;
    }

    CloudEvent<Rejection> of(String source, Decoded.Refused refused, byte[] raw) {
        Instant now = clock.instant();
        byte[] kept = raw.length > rawKept ? Arrays.copyOf(raw, rawKept) : raw;
        return new CloudEvent<>(
                source + "/" + UUID.nameUUIDFromBytes(raw),
                "/pulso/extractor/sources",
                Topics.REJECTED.type(),
                null,
                now,
                null,
                new Rejection(
                        refused.code(),
                        refused.pointer(),
                        "source " + source + ": " + refused.detail(),
                        Base64.getEncoder().encodeToString(kept),
                        now,
                        ORIGIN,
                        null));
    }
}
