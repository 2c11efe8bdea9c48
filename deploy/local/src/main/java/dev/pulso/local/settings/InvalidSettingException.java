package dev.pulso.local.settings;

/** A setting that cannot be used; the message names it and says what it may be. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidSettingException(String message) {
        super(message);
    }
}
