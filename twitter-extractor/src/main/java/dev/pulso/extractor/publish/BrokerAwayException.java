package dev.pulso.extractor.publish;

/** The broker cannot be reached now; the same message may be handed over again later. */
public final class BrokerAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BrokerAwayException(Throwable cause) {
        super("the broker cannot be reached", cause);
    }
}
