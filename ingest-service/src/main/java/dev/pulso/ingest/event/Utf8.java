package dev.pulso.ingest.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Keeps Jackson from finding UTF-16, UTF-32 or a byte order mark: its offsets would no longer be those of our bytes.
 * (Its own switch for that, CHARSET_DETECTION, ends in a NullPointerException in 2.21.)
 */
final class Utf8 {
    private static final int SNIFFED = 4;
    private static final byte MARK = (byte) 0xEF;

    private Utf8() {}

    static void check(byte[] json) throws InvalidEventException {
        boolean ascii = true;
        for (byte b : json) {
            if (b == 0) {
                throw notUtf8();
            }
            ascii &= b > 0;
        }
        if (ascii) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
        if (json[0] == MARK) {
            throw notUtf8();
        }
    }

    static InputStream checked(InputStream body) throws BrokenBodyException, IOException {
        PushbackInputStream start = new PushbackInputStream(body, SNIFFED);
        byte[] first = start.readNBytes(SNIFFED);
        for (byte b : first) {
            // Outside of strings JSON is plain ASCII, and no string begins before the second byte.
            if (b <= 0 && (b == 0 || b == first[0])) {
                throw new BrokenBodyException(BrokenBodyException.Kind.MALFORMED, "the body is not UTF-8");
            }
        }
        start.unread(first);
        return start;
    }

    private static InvalidEventException notUtf8() {
        return new InvalidEventException(EventFault.INVALID_UTF8, "", "the bytes are not plain UTF-8");
    }
}
