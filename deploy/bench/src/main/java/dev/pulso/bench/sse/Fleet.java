package dev.pulso.bench.sse;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Thousands of clients of one event stream on one thread, cheap enough not to be what is measured: a client only looks
 * for the time stamp of each update and skips the rest of it unread.
 */
final class Fleet implements AutoCloseable {
    /** Before the time of an update: {@link System#nanoTime()} of this JVM in digits. */
    static final String STAMP = "\"sentAt\":";

    private static final byte[] MARK = STAMP.getBytes(StandardCharsets.US_ASCII);
    /** Connections in the making at once: the backlog of an untuned server is a hundred or so. */
    private static final int OPENING = 100;

    private static final Duration OPEN_DEADLINE = Duration.ofSeconds(60);

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final byte[] request;
    private final InetSocketAddress address;
    /** Bytes of an update that come after its stamp at least, and so hold no other. */
    private final int skip;

    private final List<SocketChannel> stalled = new ArrayList<>();
    private int open;

    /** One client: how far it is in the mark or in the digits behind it. */
    private static final class Listener {
        private int skip;
        private int matched;
        private long stamp;
        private boolean listening;
    }

    Fleet(URI stream, int skip) throws IOException {
        this.skip = skip;
        address = new InetSocketAddress(stream.getHost(), stream.getPort());
        String target = stream.getRawPath() + (stream.getRawQuery() == null ? "" : "?" + stream.getRawQuery());
        request = ("GET " + target + " HTTP/1.1\r\nHost: " + stream.getAuthority()
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Opens clients until there are so many, and waits until each has had its first bytes. */
    void grow(int clients) throws IOException {
        int asked = open;
        long deadline = System.nanoTime() + OPEN_DEADLINE.toNanos();
        while (open < clients) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + open + " of " + clients + " streams were opened");
            }
            for (; asked < clients && asked - open < OPENING; asked++) {
                SocketChannel channel = SocketChannel.open(address);
                send(channel);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Listener());
            }
            listen(100, new Latencies(), Long.MAX_VALUE, Long.MAX_VALUE);
        }
    }

    /** Adds clients that ask and then never read. */
    void stall(int clients) throws IOException {
        for (int i = 0; i < clients; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            channel.connect(address);
            send(channel);
            stalled.add(channel);
        }
    }

    private void send(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        for (ByteBuffer bytes = ByteBuffer.wrap(request); bytes.hasRemaining(); ) {
            channel.write(bytes);
        }
    }

    /** Reads what comes within so many milliseconds; counts the updates that were sent between two times. */
    void listen(long millis, Latencies latencies, long from, long until) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            selector.select(key -> read(key, latencies, from, until), left);
        }
    }

    private void read(SelectionKey key, Latencies latencies, long from, long until) {
        Listener listener = (Listener) key.attachment();
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new EOFException();
            }
            long now = System.nanoTime();
            buffer.flip();
            if (!listener.listening) {
                begin(listener);
            }
            scan(listener, now, latencies, from, until);
        } catch (IOException gone) {
            throw new IllegalStateException("the server has closed a stream after " + open + " were open", gone);
        }
    }

    private void begin(Listener listener) {
        byte[] start = new byte[Math.min(15, buffer.limit())];
        buffer.get(0, start);
        String status = new String(start, StandardCharsets.US_ASCII);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException("the server answered " + status);
        }
        listener.listening = true;
        open++;
    }

    private void scan(Listener listener, long now, Latencies latencies, long from, long until) {
        int at = listener.skip;
        while (at < buffer.limit()) {
            byte next = buffer.get(at++);
            if (listener.matched == MARK.length) {
                if (next >= '0' && next <= '9') {
                    listener.stamp = listener.stamp * 10 + next - '0';
                    continue;
                }
                if (listener.stamp >= from && listener.stamp < until) {
                    latencies.add(now - listener.stamp);
                }
                listener.stamp = 0;
                listener.matched = 0;
                at += skip;
            } else {
                listener.matched = next == MARK[listener.matched] ? listener.matched + 1 : next == MARK[0] ? 1 : 0;
            }
        }
        listener.skip = at - buffer.limit();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        for (SocketChannel channel : stalled) {
            channel.close();
        }
        selector.close();
    }
}
