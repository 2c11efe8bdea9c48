package dev.pulso.dashboard.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Bytes for many clients, made once.
 *
 * @param plain as an HTTP body
 * @param chunk the same as one ready HTTP/1.1 chunk outside the heap: nothing is left to do but the system call. Freed by
 *     the garbage collector, because the last of thousands of clients to have taken it is nobody's business
 */
record SharedFrame(Buffer plain, ByteBuf chunk) {
    static SharedFrame of(Buffer plain) {
        if (plain.length() == 0) {
            return new SharedFrame(plain, Unpooled.EMPTY_BUFFER);
        }
        byte[] head = (Integer.toHexString(plain.length()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocateDirect(head.length + plain.length() + 2);
        bytes.put(head).put(plain.getBytes()).put((byte) '\r').put((byte) '\n').flip();
        return new SharedFrame(plain, Unpooled.wrappedBuffer(bytes));
    }

    boolean isEmpty() {
        return plain.length() == 0;
    }

    int length() {
        return plain.length();
    }
}
