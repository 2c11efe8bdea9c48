package dev.pulso.ingest.problem;

/** Ends a request with a problem. Has no stack trace: these are answers, not accidents. */
public final class ProblemException extends RuntimeException {
    private final ProblemType type;

    public ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    public ProblemType type() {
        return type;
    }

    public Problem problem() {
        return type.with(String.valueOf(getMessage()));
    }
}
