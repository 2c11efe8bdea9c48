package dev.pulso.extractor.source;

/** A source that will not work until someone changes something, such as a refused token. */
public final class SourceFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SourceFailedException(String cause) {
        super(cause);
    }
}
