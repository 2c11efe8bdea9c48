package dev.pulso.access;

/** Somebody is not let in. Has no stack trace: this is an answer, not an accident. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    public RefusedException(Refusal refusal, String detail) {
        super(detail, null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** What the caller is told; never a key or a token. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
