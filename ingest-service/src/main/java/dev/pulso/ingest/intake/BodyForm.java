package dev.pulso.ingest.intake;

import dev.pulso.ingest.event.BrokenBodyException;
import dev.pulso.ingest.event.CsvOptions;
import dev.pulso.ingest.event.EventReader;
import dev.pulso.ingest.event.EventReaders;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the reader for a body by its headers. */
final class BodyForm {
    static final String BINARY_PREFIX = "ce-";
    static final String CONTENT_TYPE = "Content-Type";

    private final MultivaluedMap<String, String> headers;
    private final MultivaluedMap<String, String> query;
    private final int maxEvent;

    BodyForm(MultivaluedMap<String, String> headers, MultivaluedMap<String, String> query, int maxEvent) {
        this.headers = headers;
        this.query = query;
        this.maxEvent = maxEvent;
    }

    EventReader reader(InputStream body) throws BrokenBodyException, IOException {
        String contentType = headers.getFirst(CONTENT_TYPE);
        MediaType media = media(contentType);
        String name = (media.getType() + "/" + media.getSubtype()).toLowerCase(Locale.ROOT);
        if (name.startsWith("application/cloudevents") || name.equals("application/x-ndjson")) {
            requireUtf8(media);
        }
        switch (name) {
            case "application/cloudevents+json":
                return EventReaders.structured(body, maxEvent);
            case "application/cloudevents-batch+json":
                return EventReaders.batch(body, maxEvent);
            case "application/x-ndjson":
                return EventReaders.ndjson(body, maxEvent);
            default:
                break;
        }
        // Binary mode comes with any content type: its headers tell it.
        Map<String, String> attributes = attributes();
        if (!attributes.isEmpty()) {
            return EventReaders.binary(body, maxEvent, attributes, contentType);
        }
        if (name.equals("text/csv")) {
            return EventReaders.csv(body, maxEvent, charset(media), csvOptions());
        }
        throw unsupported("send application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson,"
                + " text/csv, or ce- headers (binary mode)");
    }

    private CsvOptions csvOptions() {
        String numbers = query.getFirst("numbers");
        return new CsvOptions(
                query.getFirst("type"),
                query.getFirst("source"),
                query.getFirst("subject"),
                query.getFirst("id"),
                query.getFirst("time"),
                query.getFirst("timeFormat"),
                query.getFirst("zone"),
                numbers == null || numbers.isEmpty() ? Set.of() : Set.copyOf(List.of(numbers.split(","))));
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(BINARY_PREFIX) && !values.isEmpty()) {
                attributes.put(lower.substring(BINARY_PREFIX.length()), values.get(0));
            }
        });
        return attributes;
    }

    private static MediaType media(@Nullable String contentType) {
        try {
            return contentType == null ? MediaType.WILDCARD_TYPE : MediaType.valueOf(contentType);
        } catch (IllegalArgumentException e) {
            throw unsupported("the Content-Type header is no media type");
        }
    }

    private static void requireUtf8(MediaType media) {
        if (!charset(media).equals(StandardCharsets.UTF_8) && !charset(media).equals(StandardCharsets.US_ASCII)) {
            throw unsupported("JSON is UTF-8");
        }
    }

    private static Charset charset(MediaType media) {
        String name = media.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw unsupported("the charset is unknown");
        }
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
