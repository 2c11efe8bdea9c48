package dev.pulso.ingest.rejected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which dead letters are asked for. What is null does not matter. {@code to} is exclusive. */
record LetterFilter(
        @Nullable String code,
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean replayed) {
    boolean fits(DeadLetter letter) {
        return (code == null || code.equals(letter.code()))
                && (type == null || type.equals(letter.eventType()))
                && (from == null || !letter.receivedAt().isBefore(from))
                && (to == null || letter.receivedAt().isBefore(to))
                && (replayed == null || replayed == (letter.replayed() != null));
    }
}
