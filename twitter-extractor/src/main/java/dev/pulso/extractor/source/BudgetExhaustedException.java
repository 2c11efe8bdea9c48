package dev.pulso.extractor.source;

import java.time.Instant;

/** The posts that may be bought are used up; the source rests until there is budget again. */
public final class BudgetExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Instant until;

    public BudgetExhaustedException(String cause, Instant until) {
        super(cause);
        this.until = until;
    }

    public Instant until() {
        return until;
    }
}
