package dev.pulso.extractor.problem;

/** Ends a request with a problem of the catalogue. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ProblemType type;
    private final String detail;

    public ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
        this.detail = detail;
    }

    public ProblemType type() {
        return type;
    }

    String detail() {
        return detail;
    }
}
