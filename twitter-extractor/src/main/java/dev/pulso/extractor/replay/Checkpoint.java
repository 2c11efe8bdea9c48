package dev.pulso.extractor.replay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of a replay: everything up to {@code frames} is acknowledged and counted, nothing behind it is.
 *
 * @param frames records cut from the file and dealt with; a resumed replay skips as many
 * @param shiftMillis how far times are moved; null until known
 */
record Checkpoint(
        String id,
        ReplayOptions options,
        ReplayState state,
        long frames,
        long read,
        long accepted,
        long rejected,
        long ignored,
        List<ReplayError> errors,
        @Nullable Long shiftMillis,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    static Checkpoint start(String id, ReplayOptions options, Instant now) {
        return new Checkpoint(id, options, ReplayState.RUNNING, 0, 0, 0, 0, 0, List.of(), null, now, null);
    }

    ReplayReport report() {
        return new ReplayReport(
                id,
                state,
                options.format().wireName(),
                read,
                accepted,
                rejected,
                ignored,
                errors,
                startedAt,
                finishedAt);
    }
}
