package dev.pulso.extractor.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The running counts of a replay. Written by its worker and by the producer's thread, read by requests. */
final class Progress {
    private final int errorsKept;
    private final List<ReplayError> errors;
    private long frames;
    private long read;
    private long accepted;
    private long rejected;
    private long ignored;

    Progress(Checkpoint from, int errorsKept) {
        this.errorsKept = errorsKept;
        this.errors = new ArrayList<>(from.errors());
        this.frames = from.frames();
        this.read = from.read();
        this.accepted = from.accepted();
        this.rejected = from.rejected();
        this.ignored = from.ignored();
    }

    synchronized void frameDone() {
        frames++;
    }

    synchronized void read() {
        read++;
    }

    synchronized void accepted() {
        accepted++;
    }

    synchronized void ignored() {
        ignored++;
    }

    synchronized void rejected(ReplayError error) {
        rejected++;
        note(error);
    }

    /** Tells of an error that is no record of the file. */
    synchronized void note(ReplayError error) {
        if (errors.size() < errorsKept) {
            errors.add(error);
        }
    }

    synchronized long frames() {
        return frames;
    }

    synchronized long acceptedSoFar() {
        return accepted;
    }

    synchronized long rejectedSoFar() {
        return rejected;
    }

    synchronized Checkpoint checkpoint(
            Checkpoint base, ReplayState state, @Nullable Long shiftMillis, @Nullable Instant finishedAt) {
        return new Checkpoint(
                base.id(),
                base.options(),
                state,
                frames,
                read,
                accepted,
                rejected,
                ignored,
                List.copyOf(errors),
                shiftMillis,
                base.startedAt(),
                finishedAt);
    }
}
