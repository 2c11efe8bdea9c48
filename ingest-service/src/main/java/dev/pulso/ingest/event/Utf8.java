package dev.pulso.ingest.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Keeps Jackson from finding UTF-16, UTF-32 or a byte order mark: its offsets would no longer be those of our bytes.
 * (Its own switch for that, CHARSET_DETECTION, ends in a NullPointerException in 2.21.)
 */
final class Utf8 {
    private static final int SNIFFED = 4;
    private static final byte MARK = (byte) 0xEF;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long SIGNS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    static void check(byte[] json) throws InvalidEventException {
        if (isPlainAscii(json)) {
            return;
        }
        for (byte b : json) {
            if (b == 0) {
                throw notUtf8();
            }
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

    /**
     * Whether all bytes are from 1 to 127. Eight at a time: byte by byte this was a third of the work on a batch. A byte
     * of 0 borrows a sign bit when 1 is taken from it, a byte from 128 has one.
     */
    private static boolean isPlainAscii(byte[] json) {
        int words = json.length & -Long.BYTES;
        for (int i = 0; i < words; i += Long.BYTES) {
            long word = (long) WORDS.get(json, i);
            if (((word - ONES | word) & SIGNS) != 0) {
                return false;
            }
        }
        for (int i = words; i < json.length; i++) {
            if (json[i] <= 0) {
                return false;
            }
        }
        return true;
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
