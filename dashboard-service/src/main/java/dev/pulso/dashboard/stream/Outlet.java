package dev.pulso.dashboard.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of one client go. An HTTP/1.1 response whose head is out takes shared chunks below the HTTP encoder:
 * making a chunk of the same bytes once more for everybody is work without use. Other versions take the ordinary way.
 *
 * <p>To be used on the event loop of the connection.
 */
final class Outlet {
    private final HttpServerResponse response;
    private final Handler<Throwable> lost;
    /** The encoder of an HTTP/1 connection: what is asked of it passes by everything above it. */
    private final @Nullable ChannelHandlerContext belowEncoder;

    private final boolean chunked;

    /** @param lost told of a write that failed */
    Outlet(HttpServerRequest request, Handler<Throwable> lost) {
        this.response = request.response();
        this.lost = lost;
        this.belowEncoder = belowEncoder(request);
        this.chunked = request.version() == HttpVersion.HTTP_1_1;
    }

    private static @Nullable ChannelHandlerContext belowEncoder(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? connection.channelHandlerContext().pipeline().context(HttpResponseEncoder.class)
                : null;
    }

    /** Seen by the idle timer above the encoder: once per heartbeat is enough to keep the connection. */
    Future<Void> write(Buffer own) {
        return response.write(own).onFailure(lost);
    }

    void write(SharedFrame shared) {
        if (belowEncoder == null || !chunked || !response.headWritten()) {
            var unused = write(shared.plain());
        } else {
            // The outcome needs no listener: a connection that fails is closed, and that is listened to.
            var unused = belowEncoder.writeAndFlush(
                    shared.chunk().retainedDuplicate(), belowEncoder.channel().voidPromise());
        }
    }

    boolean isFull() {
        return response.writeQueueFull();
    }

    boolean isOver() {
        return response.ended() || response.closed();
    }

    void onDrained(Runnable then) {
        response.drainHandler(drained -> then.run());
    }

    void limit(int queueBytes) {
        response.setWriteQueueMaxSize(queueBytes);
    }

    /**
     * Ends the connection without a farewell, which a client that takes nothing would never take either: a close that
     * begins above the encoder waits until everything written before has gone out.
     */
    void cut() {
        if (belowEncoder == null) {
            response.reset();
        } else {
            var unused = belowEncoder.close();
        }
    }
}
