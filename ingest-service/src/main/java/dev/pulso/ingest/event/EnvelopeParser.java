package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the envelope of one structured event and checks it against CloudEvents 1.0. {@code data} is only stepped over. */
final class EnvelopeParser {
    static final JsonFactory JSON = JsonFactory.builder()
            // Field names are the sender's: interning them would grow for ever.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // CANONICALIZE_FIELD_NAMES stays on: without it Jackson reads chars and knows no offsets of bytes.
            .build();

    static final String STRUCTURED = "application/cloudevents+json";

    private EnvelopeParser() {}

    /** Never fails: what breaks a rule comes back as {@link Incoming.Bad}. */
    static Incoming read(byte[] event) {
        Attributes attributes = new Attributes();
        try {
            Utf8.check(event);
            parse(event, attributes);
            return new Incoming.Good(event, attributes.checked());
        } catch (InvalidEventException e) {
            String id = e.id() == null ? attributes.readableId() : e.id();
            return new Incoming.Bad(event, STRUCTURED, id, e.error());
        }
    }

    private static void parse(byte[] event, Attributes attributes) throws InvalidEventException {
        try (JsonParser parser = JSON.createParser(event)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidEventException(EventFault.NOT_AN_OBJECT, "", "an event is a JSON object");
            }
            String name = parser.nextFieldName();
            while (name != null) {
                JsonToken token = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                @Nullable String text = text(parser, token, name);
                parser.skipChildren();
                parser.finishToken();
                attributes.add(
                        name, token, text, start, (int) parser.currentLocation().getByteOffset());
                name = parser.nextFieldName();
            }
            if (parser.nextToken() != null) {
                throw new InvalidEventException(EventFault.MALFORMED_JSON, "", "something follows the event");
            }
        } catch (JsonProcessingException e) {
            throw new InvalidEventException(EventFault.MALFORMED_JSON, "", JsonFaults.explain(e));
        } catch (IOException e) {
            throw new InvalidEventException(EventFault.MALFORMED_JSON, "", "not readable as JSON");
        }
    }

    private static @Nullable String text(JsonParser parser, JsonToken token, String name) throws IOException {
        return token == JsonToken.VALUE_STRING && !name.equals("data") ? parser.getText() : null;
    }
}
