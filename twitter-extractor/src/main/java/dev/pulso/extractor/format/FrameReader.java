package dev.pulso.extractor.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into records. */
@FunctionalInterface
public interface FrameReader {
    /**
     * The next record, or null at the end.
     *
     * @throws IOException if the stream itself breaks; a bad record is a frame like any other
     */
    @Nullable
    Frame next() throws IOException;
}
