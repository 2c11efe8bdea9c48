package dev.pulso.local.client;

/** A service did not do what it was asked; the message says which and why. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ApiException(String message) {
        super(message);
    }
}
