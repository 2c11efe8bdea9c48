package dev.pulso.extractor.publish;

/** The broker will never take this message, such as one that is too large; others go on. */
public final class MessageRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MessageRefusedException(Throwable cause) {
        super("the broker refuses the message", cause);
    }
}
