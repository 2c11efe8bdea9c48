package dev.pulso.ingest.event;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One structured event a line. Blank lines are skipped. */
final class NdjsonReader implements EventReader {
    private static final int BUFFER = 64 * 1024;

    private final InputStream body;
    private final int maxEvent;

    NdjsonReader(InputStream body, int maxEvent) {
        this.body = new BufferedInputStream(body, BUFFER);
        this.maxEvent = maxEvent;
    }

    @Override
    public @Nullable Incoming next() throws IOException {
        while (true) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(512);
            int read = body.read();
            if (read < 0) {
                return null;
            }
            boolean tooLarge = false;
            while (read >= 0 && read != '\n') {
                if (line.size() < maxEvent) {
                    line.write(read);
                } else {
                    tooLarge = true;
                }
                read = body.read();
            }
            if (tooLarge) {
                return TooLarge.event();
            }
            byte[] event = line.toByteArray();
            if (!blank(event)) {
                return EnvelopeParser.read(event);
            }
        }
    }

    private static boolean blank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
