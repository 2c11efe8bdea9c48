package dev.pulso.bench.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Replaces the address that a broker tells its clients by that of the proxy in front of it: {@code 127.0.0.1} followed by
 * the port in four bytes, wherever Kafka's protocol has it. The length stays the same, so that no frame has to be
 * understood. Not thread-safe: one for each connection.
 */
final class PortRewriter {
    private static final byte[] HOST = "127.0.0.1".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = HOST.length + Integer.BYTES;

    private final byte[] from;
    private final byte[] to;
    private byte[] held = {};

    PortRewriter(int from, int to) {
        this.from = address(from);
        this.to = address(to);
    }

    /** The bytes to pass on now. The beginning of an address at the end is held back until the rest of it comes. */
    byte[] pass(byte[] bytes, int length) {
        byte[] all = new byte[held.length + length];
        System.arraycopy(held, 0, all, 0, held.length);
        System.arraycopy(bytes, 0, all, held.length, length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(all.length);
        int at = 0;
        while (at < all.length) {
            int same = prefix(all, at);
            if (same == LENGTH) {
                out.write(to, 0, LENGTH);
                at += LENGTH;
            } else if (at + same == all.length && same > 0) {
                break;
            } else {
                out.write(all[at++]);
            }
        }
        held = java.util.Arrays.copyOfRange(all, at, all.length);
        return out.toByteArray();
    }

    /** How many bytes from here on are those of the address. */
    private int prefix(byte[] all, int at) {
        int same = 0;
        while (same < LENGTH && at + same < all.length && all[at + same] == from[same]) {
            same++;
        }
        return same;
    }

    private static byte[] address(int port) {
        return ByteBuffer.allocate(LENGTH).put(HOST).putInt(port).array();
    }
}
