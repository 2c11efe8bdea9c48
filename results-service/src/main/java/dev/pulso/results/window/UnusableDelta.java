package dev.pulso.results.window;

/** A delta that is a message of its topic but cannot be added to anything. Never carries a value of the payload. */
public final class UnusableDelta extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String pointer;

    public UnusableDelta(String code, String pointer, String message) {
        super(message);
        this.code = code;
        this.pointer = pointer;
    }

    /** Stable reason code. */
    public String code() {
        return code;
    }

    /** JSON pointer to the offending place. */
    public String pointer() {
        return pointer;
    }
}
