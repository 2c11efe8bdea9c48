package dev.pulso.ingest.event;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A body that is one event: structured mode as it is, binary mode with its attributes from the headers. */
final class SingleReader implements EventReader {
    private final InputStream body;
    private final int maxEvent;
    private final @Nullable BinaryMode binary;
    private boolean done;

    SingleReader(InputStream body, int maxEvent, @Nullable BinaryMode binary) {
        this.body = body;
        this.maxEvent = maxEvent;
        this.binary = binary;
    }

    @Override
    public @Nullable Incoming next() throws BrokenBodyException, IOException {
        if (done) {
            return null;
        }
        done = true;
        byte[] bytes = body.readNBytes(maxEvent + 1);
        if (bytes.length > maxEvent) {
            throw new BrokenBodyException(
                    BrokenBodyException.Kind.EVENT_TOO_LARGE,
                    "an event has at most " + maxEvent + " bytes (pulso.intake.max-event)");
        }
        if (binary != null) {
            return binary.event(bytes);
        }
        if (bytes.length == 0) {
            throw new BrokenBodyException(BrokenBodyException.Kind.EMPTY, "the body is empty");
        }
        Incoming event = EnvelopeParser.read(bytes);
        if (event instanceof Incoming.Bad bad && wholeBodyBroken(bad.error().fault())) {
            throw new BrokenBodyException(
                    BrokenBodyException.Kind.MALFORMED, bad.error().detail());
        }
        return event;
    }

    private static boolean wholeBodyBroken(EventFault fault) {
        return fault == EventFault.MALFORMED_JSON
                || fault == EventFault.NOT_AN_OBJECT
                || fault == EventFault.INVALID_UTF8;
    }
}
