package dev.pulso.processor.segment.definition;

/** A segmentation file that cannot be used; the message says file, line and column where known, and why. */
public final class InvalidDefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidDefinitionException(String message, Throwable cause) {
        super(message, cause);
    }

    InvalidDefinitionException(String message) {
        super(message);
    }
}
