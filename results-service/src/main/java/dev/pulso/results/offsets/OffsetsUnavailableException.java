package dev.pulso.results.offsets;

/** The brokers did not say, in time, what was asked. */
public final class OffsetsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OffsetsUnavailableException(Throwable cause) {
        super("Kafka does not answer (" + cause.getClass().getSimpleName() + ")", cause);
    }
}
