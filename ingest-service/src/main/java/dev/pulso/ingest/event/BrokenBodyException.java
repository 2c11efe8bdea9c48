package dev.pulso.ingest.event;

/** The body cannot be read on from here. Has no stack trace: bad input is ordinary. */
public final class BrokenBodyException extends Exception {
    public enum Kind {
        EMPTY,
        MALFORMED,
        BODY_TOO_LARGE,
        EVENT_TOO_LARGE
    }

    private final Kind kind;

    public BrokenBodyException(Kind kind, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
