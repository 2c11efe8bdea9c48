package dev.pulso.results.publish;

/** The brokers have not acknowledged a message. */
public final class PublicationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PublicationFailedException(Throwable cause) {
        super("the brokers have not acknowledged a message", cause);
    }
}
