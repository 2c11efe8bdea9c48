package dev.pulso.ingest.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader for each form of input. {@code maxEvent} is in bytes. */
public final class EventReaders {
    private EventReaders() {}

    public static EventReader structured(InputStream body, int maxEvent) {
        return new SingleReader(body, maxEvent, null);
    }

    /** @param headers values of the {@code ce-*} headers by attribute name, as sent */
    public static EventReader binary(
            InputStream body, int maxEvent, Map<String, String> headers, @Nullable String contentType) {
        return new SingleReader(body, maxEvent, new BinaryMode(headers, contentType));
    }

    public static EventReader batch(InputStream body, int maxEvent) throws BrokenBodyException, IOException {
        return JsonBatchReader.of(body, maxEvent);
    }

    public static EventReader ndjson(InputStream body, int maxEvent) {
        return new NdjsonReader(body, maxEvent);
    }

    /** @throws ParameterException on the first {@code next()} if the options do not fit the header row */
    public static EventReader csv(InputStream body, int maxEvent, Charset charset, CsvOptions options) {
        return new CsvReader(body, charset, options, maxEvent);
    }
}
