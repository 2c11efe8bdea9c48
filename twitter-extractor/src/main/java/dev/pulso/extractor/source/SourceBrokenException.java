package dev.pulso.extractor.source;

import java.io.IOException;
import java.time.Duration;

/** A failure after which the network wants to be approached in a certain way. */
public final class SourceBrokenException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Backoff backoff;
    private final Duration atLeast;

    /**
     * @param backoff of this kind of failure; failures in a row are counted per back-off
     * @param atLeast what the network said to wait, such as the time until a rate limit is reset; may be zero
     */
    public SourceBrokenException(String cause, Backoff backoff, Duration atLeast) {
        super(cause);
        this.backoff = backoff;
        this.atLeast = atLeast;
    }

    public Backoff backoff() {
        return backoff;
    }

    public Duration atLeast() {
        return atLeast;
    }
}
