package dev.pulso.ingest.event;

/** A query parameter does not fit the body or is no legal value. */
public final class ParameterException extends RuntimeException {
    ParameterException(String parameter, String detail) {
        super("query parameter " + parameter + ": " + detail, null, false, false);
    }
}
