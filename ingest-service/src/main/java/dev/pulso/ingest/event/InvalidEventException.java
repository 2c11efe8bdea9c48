package dev.pulso.ingest.event;

import org.jspecify.annotations.Nullable;

/** One event breaks a rule; its neighbours are none the worse. Has no stack trace: bad input is ordinary. */
final class InvalidEventException extends Exception {
    private final transient EventError error;
    private final @Nullable String id;

    InvalidEventException(EventFault fault, String pointer, String detail, @Nullable String id) {
        super(detail, null, false, false);
        this.error = new EventError(fault, pointer, detail);
        this.id = id;
    }

    InvalidEventException(EventFault fault, String pointer, String detail) {
        this(fault, pointer, detail, null);
    }

    EventError error() {
        return error;
    }

    /** The caller's id, if it was read before the fault was seen. */
    @Nullable
    String id() {
        return id;
    }
}
