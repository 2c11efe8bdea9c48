package dev.pulso.extractor.bluesky;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A Jetstream of our own. Each connection is served by the next script; when there is none left, by the last. */
final class JetstreamStandIn implements AutoCloseable {
    private static final Pattern CURSOR = Pattern.compile("cursor=(\\d+)");

    /** What becomes of one connection. */
    interface Script {
        void serve(ServerWebSocket socket, Optional<Long> cursor);
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Deque<Script> scripts = new ConcurrentLinkedDeque<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    JetstreamStandIn(Script... scripts) throws Exception {
        this.scripts.addAll(List.of(scripts));
        server = vertx.createHttpServer()
                .webSocketHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private void serve(ServerWebSocket socket) {
        asked.add(socket.uri());
        Script script = scripts.size() > 1 ? scripts.removeFirst() : scripts.getFirst();
        script.serve(socket, cursorOf(socket.uri()));
    }

    static Optional<Long> cursorOf(String uri) {
        return CURSOR.matcher(uri)
                .results()
                .map((MatchResult found) -> Long.valueOf(found.group(1)))
                .findFirst();
    }

    URI v1() {
        return URI.create("ws://127.0.0.1:" + server.actualPort() + "/subscribe");
    }

    URI v2() {
        return URI.create("ws://127.0.0.1:" + server.actualPort() + "/xrpc/network.bsky.jetstream.subscribeEvents");
    }

    /** Sends frames and stays. */
    static Script sends(List<String> frames) {
        return (socket, cursor) -> frames.forEach(socket::writeTextMessage);
    }

    static Script sendsAndCloses(List<String> frames) {
        return (socket, cursor) -> {
            frames.forEach(socket::writeTextMessage);
            socket.close();
        };
    }

    static Script refuses(int status) {
        return (socket, cursor) -> socket.reject(status);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
