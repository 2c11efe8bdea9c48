package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
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
            return bad(event, attributes.readableId(), e);
        }
    }

    /**
     * Reads an event on the way through an array, and leaves the parser at its end.
     *
     * @param parser at the first token of the event
     * @param body what the parser reads
     * @throws IOException if it is no JSON
     */
    static Incoming read(JsonParser parser, byte[] body, int maxEvent) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        Attributes attributes = new Attributes();
        @Nullable InvalidEventException fault = null;
        try {
            members(parser, start, attributes);
        } catch (InvalidEventException e) {
            fault = e;
            skipRest(parser);
        }
        int end = (int) parser.currentLocation().getByteOffset();
        return end - start > maxEvent
                ? TooLarge.event()
                : checked(Arrays.copyOfRange(body, start, end), attributes, fault);
    }

    private static Incoming checked(byte[] event, Attributes attributes, @Nullable InvalidEventException fault) {
        try {
            Utf8.check(event);
        } catch (InvalidEventException e) {
            return bad(event, null, e);
        }
        try {
            if (fault != null) {
                throw fault;
            }
            return new Incoming.Good(event, attributes.checked());
        } catch (InvalidEventException e) {
            return bad(event, attributes.readableId(), e);
        }
    }

    private static Incoming bad(byte[] event, @Nullable String id, InvalidEventException e) {
        return new Incoming.Bad(event, STRUCTURED, e.id() == null ? id : e.id(), e.error());
    }

    private static void parse(byte[] event, Attributes attributes) throws InvalidEventException {
        try (JsonParser parser = JSON.createParser(event)) {
            parser.nextToken();
            members(parser, 0, attributes);
            if (parser.nextToken() != null) {
                throw new InvalidEventException(EventFault.MALFORMED_JSON, "", "something follows the event");
            }
        } catch (JsonProcessingException e) {
            throw new InvalidEventException(EventFault.MALFORMED_JSON, "", JsonFaults.explain(e));
        } catch (IOException e) {
            throw new InvalidEventException(EventFault.MALFORMED_JSON, "", "not readable as JSON");
        }
    }

    /** @param base offset of the event in what the parser reads */
    private static void members(JsonParser parser, int base, Attributes attributes)
            throws InvalidEventException, IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new InvalidEventException(EventFault.NOT_AN_OBJECT, "", "an event is a JSON object");
        }
        String name = parser.nextFieldName();
        while (name != null) {
            JsonToken token = parser.nextToken();
            boolean data = name.equals("data");
            int start = data || token == JsonToken.VALUE_NULL ? offset(parser.currentTokenLocation()) - base : -1;
            @Nullable String text = token == JsonToken.VALUE_STRING && !data ? parser.getText() : null;
            parser.skipChildren();
            attributes.add(name, token, text);
            if (data) {
                parser.finishToken();
                attributes.dataAt(start, offset(parser.currentLocation()) - base);
            } else if (token == JsonToken.VALUE_NULL && name.equals("time")) {
                attributes.nullTimeAt(start);
            }
            name = parser.nextFieldName();
        }
    }

    private static int offset(JsonLocation location) {
        return (int) location.getByteOffset();
    }

    /** Steps over what is left of an event whose fault is known. */
    private static void skipRest(JsonParser parser) throws IOException {
        boolean object = parser.getParsingContext().inObject();
        parser.skipChildren();
        parser.finishToken();
        while (object && parser.nextToken() != JsonToken.END_OBJECT) {
            parser.skipChildren();
        }
    }
}
