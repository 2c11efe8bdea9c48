package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A JSON array of structured events ({@code application/cloudevents-batch+json}), read one element at a time. */
final class JsonBatchReader implements EventReader {
    private final SlicingInput input;
    private final JsonParser parser;
    private boolean started;

    JsonBatchReader(InputStream body, int maxEvent) throws BrokenBodyException, IOException {
        this.input = new SlicingInput(Utf8.checked(body), maxEvent);
        this.parser = EnvelopeParser.JSON.createParser(input).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
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
            return element();
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

    private Incoming element() throws IOException {
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
