package dev.pulso.extractor.format;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Binds the networks' JSON to records of what we use of it, and turns what does not bind into refusals. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper SNAKE_CASE = MAPPER.rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    static ObjectReader camelCase(Class<?> type) {
        return MAPPER.readerFor(type);
    }

    /** Reads one object or an array of them, always as a list. */
    static ObjectReader snakeCaseList(Class<?> type) {
        return SNAKE_CASE.readerForListOf(type).with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    }

    static ObjectReader snakeCase(Class<?> type) {
        return SNAKE_CASE.readerFor(type);
    }

    /** Reads {@code json} and goes on with what was read. */
    static <T> List<Decoded> decode(ObjectReader reader, byte[] json, Function<T, List<Decoded>> next) {
        T value;
        try {
            value = reader.readValue(json);
        } catch (JsonMappingException e) {
            // Broken JSON within a field is reported as a mapping error too.
            return List.of(
                    e.getCause() instanceof StreamReadException
                            ? new Decoded.Refused("not-json", "", "the record is not JSON")
                            : new Decoded.Refused("invalid-field", pointerTo(e), reason(e)));
        } catch (JsonProcessingException e) {
            return List.of(new Decoded.Refused("not-json", "", "the record is not JSON"));
        } catch (IOException e) {
            return List.of(new Decoded.Refused("not-json", "", "the record is not JSON in UTF-8"));
        }
        return value == null
                ? List.of(new Decoded.Refused("not-an-object", "", "the record is JSON null"))
                : next.apply(value);
    }

    /** Only our own rules are quoted: Jackson's words may hold payload. */
    private static String reason(JsonMappingException e) {
        return e.getCause() instanceof IllegalArgumentException rule && rule.getMessage() != null
                ? rule.getMessage()
                : "the value does not have the form it should";
    }

    private static String pointerTo(JsonMappingException e) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(Math.max(step.getIndex(), 0))
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer.toString();
    }
}
