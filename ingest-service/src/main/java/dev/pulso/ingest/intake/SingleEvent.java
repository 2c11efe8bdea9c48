package dev.pulso.ingest.intake;

import dev.pulso.ingest.event.BrokenBodyException;
import dev.pulso.ingest.event.EventReader;
import dev.pulso.ingest.event.EventReaders;
import dev.pulso.ingest.event.Incoming;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** A request whose body is at most one event, structured or binary. */
public final class SingleEvent {
    private static final String BINARY_PREFIX = "ce-";

    private SingleEvent() {}

    /**
     * @return null if the request has no body
     * @throws ProblemException if the body is there and is not one event
     */
    public static @Nullable Incoming of(HttpHeaders headers, InputStream raw, IntakeConfig limits) {
        boolean binary = headers.getRequestHeaders().keySet().stream()
                .anyMatch(name -> name.regionMatches(true, 0, BINARY_PREFIX, 0, BINARY_PREFIX.length()));
        PushbackInputStream sent = new PushbackInputStream(raw);
        try {
            int first = sent.read();
            if (first >= 0) {
                sent.unread(first);
            } else if (!binary) {
                return null;
            }
            InputStream body = Body.of(sent, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), limits.maxBody());
            EventReader events = plainJson(headers) && !binary
                    ? EventReaders.structured(body, limits.maxEvent())
                    : new BodyForm(headers.getRequestHeaders(), new MultivaluedHashMap<>(), limits.maxEvent())
                            .reader(body);
            Incoming event = events.next();
            if (event == null || events.next() != null) {
                throw new ProblemException(ProblemType.MALFORMED_BODY, "send one event");
            }
            return event;
        } catch (BrokenBodyException e) {
            throw Intake.problem(e);
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_BODY, "the body is no gzip, or ends too early");
        }
    }

    private static boolean plainJson(HttpHeaders headers) {
        MediaType media = headers.getMediaType();
        return media != null && media.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }
}
