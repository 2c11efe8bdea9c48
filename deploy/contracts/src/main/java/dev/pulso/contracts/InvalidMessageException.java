package dev.pulso.contracts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that is no message of its topic. Carries what a {@code pulso.rejection.v1} needs, never a value of the
 * payload; Jackson's exception quotes values, so it is not even the cause.
 */
public final class InvalidMessageException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String pointer;

    private InvalidMessageException(String code, String pointer, String message) {
        super(message);
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
        // A syntax error inside an object arrives wrapped into a mapping error, with the path walked so far.
        if (!(cause instanceof JsonMappingException mapping)
                || find(StreamReadException.class, cause).isPresent()) {
            return new InvalidMessageException("not-json", "", "a record of " + topic.name() + " is not JSON");
        }
        Optional<BrokenRule> rule = find(BrokenRule.class, cause);
        if (rule.isEmpty() && mapping.getPath().isEmpty()) {
            return notAnObject(topic);
        }
        String pointer = pointerTo(mapping);
        String reason = rule.map(BrokenRule::getMessage).orElseGet(() -> expectation(mapping));
        return new InvalidMessageException("invalid-field", pointer, topic.type() + " at '" + pointer + "': " + reason);
    }

    static InvalidMessageException notAnObject(Topic<?> topic) {
        return new InvalidMessageException(
                "not-an-object", "", "a record of " + topic.name() + " is not one JSON object");
    }

    static InvalidMessageException wrongType(Topic<?> topic) {
        return new InvalidMessageException("wrong-type", "/type", topic.name() + " carries " + topic.type() + " only");
    }

    private static String expectation(JsonMappingException mapping) {
        Class<?> expected = mapping instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return expected == null ? "does not fit" : "is no " + expected.getSimpleName();
    }

    private static <T> Optional<T> find(Class<T> type, @Nullable Throwable chain) {
        for (Throwable each = chain; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
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
