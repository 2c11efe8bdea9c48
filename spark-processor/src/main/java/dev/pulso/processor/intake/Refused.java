package dev.pulso.processor.intake;

/** A record that cannot be counted. Names the place and the rule, never a value. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String pointer;

    Refused(String code, String pointer, String detail) {
        super(detail);
        this.code = code;
        this.pointer = pointer;
    }

    static Refused field(String pointer, String rule) {
        return new Refused("invalid-field", pointer, pointer + " " + rule);
    }

    String code() {
        return code;
    }

    String pointer() {
        return pointer;
    }
}
