package dev.pulso.extractor.replay;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.format.Frame;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** The messages that keep what a replay refused. */
final class Rejections {
    static final String ORIGIN = "twitter-extractor";

    private final int rawKept;
    private final Clock clock;

    /** @param rawKept bytes of a refused record that go along */
    Rejections(int rawKept, Clock clock) {
        this.rawKept = rawKept;
        this.clock = clock;
    }

    /** @param part which of the posts of a record, from 0 */
    CloudEvent<Rejection> of(String replay, Frame frame, int part, Decoded.Refused refused) {
        Instant now = clock.instant();
        byte[] raw = frame.raw().length > rawKept ? Arrays.copyOf(frame.raw(), rawKept) : frame.raw();
        return new CloudEvent<>(
                replay + "/" + frame.line() + "/" + part,
                "/pulso/extractor/replays",
                Topics.REJECTED.type(),
                null,
                now,
                null,
                new Rejection(
                        refused.code(),
                        refused.pointer(),
                        "line " + frame.line() + ": " + refused.detail(),
                        Base64.getEncoder().encodeToString(raw),
                        now,
                        ORIGIN,
                        null));
    }
}
