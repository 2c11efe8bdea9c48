package dev.pulso.extractor.format;

/** A file that cannot be read as its format at all. */
public final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    UnreadableFileException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** Stable reason code. */
    public String code() {
        return code;
    }
}
