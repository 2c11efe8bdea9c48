package dev.pulso.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Messages to bytes and back. Fields a reader does not know are ignored. Safe for use by many threads. */
public final class MessageCodec {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule().addDeserializer(Instant.class, new TimeReader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private static final Map<Class<?>, ObjectReader> READERS = new ConcurrentHashMap<>();

    private MessageCodec() {}

    /** The mapper behind this codec, for JSON that is not a whole message (such as {@code data} alone). */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static byte[] write(CloudEvent<?> event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a message of type " + event.type() + " has no JSON form", e);
        }
    }

    /**
     * Reads one message of a topic.
     *
     * @throws InvalidMessageException if the bytes are not JSON, not a CloudEvent of the topic's type, or break a rule
     *     of its record
     */
    public static <T> CloudEvent<T> read(Topic<T> topic, byte[] bytes) throws InvalidMessageException {
        CloudEvent<T> event;
        try {
            // A second document behind the first would be lost without a word.
            event = READERS.computeIfAbsent(topic.dataClass(), MessageCodec::readerOf)
                    .readValue(bytes);
        } catch (IOException e) {
            throw InvalidMessageException.unreadable(topic, e);
        }
        if (event == null) {
            throw InvalidMessageException.notAnObject(topic);
        }
        if (!event.type().equals(topic.type())) {
            throw InvalidMessageException.wrongType(topic);
        }
        return event;
    }

    private static ObjectReader readerOf(Class<?> dataClass) {
        JavaType envelope = MAPPER.getTypeFactory().constructParametricType(CloudEvent.class, dataClass);
        return MAPPER.readerFor(envelope).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
