package dev.pulso.extractor.replay;

import java.io.IOException;

/** A body with more bytes than allowed. */
final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    BodyTooLargeException(long largest) {
        super("the body has more than " + largest + " bytes");
    }
}
