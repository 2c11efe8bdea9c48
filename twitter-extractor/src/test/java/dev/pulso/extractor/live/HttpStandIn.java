package dev.pulso.extractor.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** An HTTP server of our own that writes down what it is asked. */
public final class HttpStandIn implements AutoCloseable {
    /** What was asked: {@code GET /path?query}, the token it came with, and its body. */
    public record Asked(String line, String authorization, String body) {}

    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    /** @param handler gets each request with its body */
    public HttpStandIn(BiConsumer<HttpServerRequest, String> handler) throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    asked.add(new Asked(
                            request.method() + " " + request.uri(),
                            String.valueOf(request.getHeader("Authorization")),
                            body.toString()));
                    handler.accept(request, body.toString());
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public List<String> askedFor(String start) {
        return asked.stream()
                .map(Asked::line)
                .filter(line -> line.startsWith(start))
                .toList();
    }

    public static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body);
    }

    /** Starts an answer without an end. */
    public static HttpServerResponse stream(HttpServerRequest request, String... pieces) {
        HttpServerResponse response = request.response().setChunked(true);
        // Headers leave with the first byte only.
        response.write("\n");
        for (String piece : pieces) {
            response.write(piece);
        }
        return response;
    }

    /** Writes a piece each few milliseconds, so that a reader can be killed between two of them. */
    public static void trickle(HttpServerRequest request, List<String> pieces) {
        HttpServerResponse response = stream(request);
        Vertx vertx = Vertx.currentContext().owner();
        Iterator<String> rest = pieces.iterator();
        vertx.setPeriodic(5, timer -> {
            if (response.closed() || !rest.hasNext()) {
                vertx.cancelTimer(timer);
            } else {
                response.write(rest.next());
            }
        });
    }

    /** Breaks the connection in the middle of an answer, once what was written is out. */
    public static void drop(HttpServerRequest request) {
        request.response().write(" ").onComplete(done -> request.connection().close());
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
