package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.world.SseClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;

/** A client that takes nothing until it is told to, over a small window: little of what it is sent is on the way. */
final class SlowClient implements AutoCloseable {
    private final Vertx vertx;
    private final HttpClientResponse response;

    private SlowClient(Vertx vertx, HttpClientResponse response) {
        this.vertx = vertx;
        this.response = response;
    }

    static SlowClient open(int port) {
        Vertx vertx = Vertx.vertx();
        return vertx.createHttpClient(new HttpClientOptions().setReceiveBufferSize(1_024))
                .request(HttpMethod.GET, port, "127.0.0.1", "/v1/stream?views=hashtags")
                .compose(HttpClientRequest::send)
                .map(response -> new SlowClient(vertx, response.pause()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    SseClient take() throws IOException {
        PipedOutputStream taken = new PipedOutputStream();
        SseClient client = SseClient.reading(new PipedInputStream(taken, 1 << 20));
        response.handler(bytes -> {
            try {
                taken.write(bytes.getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        response.resume();
        return client;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
