package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** A JSON array of structured events ({@code application/cloudevents-batch+json}), read one element at a time. */
final class JsonBatchReader implements EventReader {
    /** A body up to here is held as a whole: its events are read where they lie, on one way through. */
    private static final int WHOLE = 256 * 1024;

    private final JsonParser parser;
    private final Element element;
    private boolean started;

    private interface Element {
        /** Reads the event whose first token is the parser's, and leaves the parser at its end. */
        Incoming read() throws IOException;
    }

    private JsonBatchReader(JsonParser parser, Element element) {
        this.parser = parser;
        this.element = element;
    }

    static JsonBatchReader of(InputStream raw, int maxEvent) throws BrokenBodyException, IOException {
        InputStream body = Utf8.checked(raw);
        byte[] start = body.readNBytes(WHOLE);
        if (start.length < WHOLE) {
            JsonParser parser = EnvelopeParser.JSON.createParser(start);
            return new JsonBatchReader(parser, () -> EnvelopeParser.read(parser, start, maxEvent));
        }
        SlicingInput input = new SlicingInput(new SequenceInputStream(new ByteArrayInputStream(start), body), maxEvent);
        JsonParser parser = EnvelopeParser.JSON.createParser(input).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        return new JsonBatchReader(parser, () -> cutOut(parser, input));
    }

    @Override
    public @Nullable Incoming next() throws BrokenBodyException, IOException {
        try {
            start();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                if (parser.nextToken() != null) {
                    throw malformed("something follows the array");
                }
                return null;
            }
            if (token == null) {
                throw malformed("the array ends too early");
            }
            return element.read();
        } catch (JsonProcessingException e) {
            throw malformed(JsonFaults.explain(e));
        }
    }

    private void start() throws BrokenBodyException, IOException {
        if (started) {
            return;
        }
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new BrokenBodyException(BrokenBodyException.Kind.EMPTY, "the body is empty");
        }
        if (first != JsonToken.START_ARRAY) {
            throw malformed("a batch is a JSON array of events");
        }
        started = true;
    }

    /**
     * Of a body of any length an event is stepped over first and read afterwards: one that is too large must neither be
     * held in memory nor cost those behind it.
     */
    private static Incoming cutOut(JsonParser parser, SlicingInput input) throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        input.keepFrom(from);
        parser.skipChildren();
        parser.finishToken();
        byte[] event = input.slice(from, parser.currentLocation().getByteOffset());
        return event == null ? TooLarge.event() : EnvelopeParser.read(event);
    }

    private static BrokenBodyException malformed(String detail) {
        return new BrokenBodyException(BrokenBodyException.Kind.MALFORMED, detail);
    }
}
