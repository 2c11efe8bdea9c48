package dev.pulso.extractor.live;

import java.io.IOException;
import java.time.Duration;

/** A connection that looks alive and brings nothing, not even a keep-alive. */
public final class StalledException extends IOException {
    private static final long serialVersionUID = 1;

    StalledException(Duration silence) {
        super("nothing arrived for " + silence.toMillis() + " ms");
    }
}
