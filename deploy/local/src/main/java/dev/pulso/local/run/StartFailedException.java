package dev.pulso.local.run;

import org.jspecify.annotations.Nullable;

/** Pulso cannot start; the message is for the person who started it. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartFailedException(String message) {
        super(message);
    }

    StartFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
