package dev.pulso.contracts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;

/** A record that is no message of its topic. Carries what a {@code pulso.rejection.v1} needs, never the payload. */
public final class InvalidMessageException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String pointer;

    private InvalidMessageException(String code, String pointer, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.pointer = pointer;
    }

    /** Stable reason code: {@code not-json}, {@code invalid-field}, {@code not-an-object} or {@code wrong-type}. */
    public String code() {
        return code;
    }

    /** JSON pointer to the offending place; empty for the whole document. */
    public String pointer() {
        return pointer;
    }

    static InvalidMessageException unreadable(Topic<?> topic, IOException cause) {
        if (cause instanceof JsonMappingException mapping) {
            String pointer = pointerTo(mapping);
            return new InvalidMessageException(
                    "invalid-field", pointer, topic.type() + " at '" + pointer + "': " + reason(mapping), cause);
        }
        return new InvalidMessageException("not-json", "", "a record of " + topic.name() + " is not JSON", cause);
    }

    static InvalidMessageException notAnObject(Topic<?> topic) {
        return new InvalidMessageException(
                "not-an-object", "", "a record of " + topic.name() + " is JSON null", new NullPointerException("null"));
    }

    static InvalidMessageException wrongType(Topic<?> topic, String type) {
        return new InvalidMessageException(
                "wrong-type",
                "/type",
                topic.name() + " carries " + topic.type() + ", not " + type,
                new IllegalArgumentException(type));
    }

    /** Without Jackson's source excerpt, which would quote the payload. */
    private static String reason(JsonMappingException mapping) {
        Throwable cause = mapping.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : mapping.getOriginalMessage().lines().findFirst().orElse("does not fit");
    }

    private static String pointerTo(JsonMappingException mapping) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(Math.max(step.getIndex(), 0))
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer.toString();
    }
}
