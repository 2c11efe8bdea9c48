package dev.pulso.processor.intake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.activity.ActivityDelta;
import dev.pulso.processor.counting.ActivityChange;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of {@code pulso.events}: events of any type, of which only the envelope is read. */
final class EventReader {
    private static final int MAX_IDENTITY = 1000;
    // Beyond it is no measurement but an attack: 1E999999999 takes a gigabyte to write out.
    private static final int MAX_DIGITS = 100;

    private static final ObjectReader ENVELOPE =
            MessageCodec.mapper().readerFor(Envelope.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @param pulsovalue extension attribute: JSON pointer into {@code data} of the number to add up */
    record Envelope(
            @Nullable String id,
            @Nullable String source,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String time,
            @Nullable String pulsovalue) {}

    /** An event: who it is and what it adds. */
    record Event(String source, String id, ActivityChange change) {}

    private EventReader() {}

    static Event read(byte[] value, Instant receivedAt) throws IOException, Refused {
        Envelope envelope = ENVELOPE.readValue(value);
        if (envelope == null) {
            throw new Refused("not-an-object", "", "the record is not one JSON object");
        }
        String id = Text.identity(envelope.id, "/id", MAX_IDENTITY);
        String source = Text.identity(envelope.source, "/source", MAX_IDENTITY);
        String type = Text.identity(envelope.type, "/type", MAX_IDENTITY);
        String subject = envelope.subject == null || envelope.subject.isEmpty()
                ? null
                : Text.identity(envelope.subject, "/subject", MAX_IDENTITY);
        Instant time = EventTime.parse(envelope.time, receivedAt, "/time");
        Instant window = EventTime.windowOf(time, ActivityDelta.WINDOW);
        BigDecimal number = envelope.pulsovalue == null ? null : number(value, envelope.pulsovalue);
        return new Event(source, id, new ActivityChange(new ActivityChange.Key(window, type, source), subject, number));
    }

    private static @Nullable BigDecimal number(byte[] value, String pointer) throws IOException, Refused {
        JsonNode found = MessageCodec.mapper().readTree(value).path("data").at(pointer(pointer));
        if (!found.isNumber()) {
            return null;
        }
        BigDecimal number = found.decimalValue();
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            throw Refused.field("/data" + pointer, "has more than " + MAX_DIGITS + " digits");
        }
        return number;
    }

    private static JsonPointer pointer(String text) throws Refused {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            throw Refused.field("/pulsovalue", "is no JSON pointer");
        }
    }
}
