package dev.pulso.results;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A processor that takes orders: says what it was asked, refuses the name "refused", and is away for "away". */
final class FakeProcessor implements AutoCloseable {
    private final HttpServer server;

    FakeProcessor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/segmentations", FakeProcessor::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().toString();
            String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.contains("/away/")) {
                return;
            }
            if (path.contains("/old/")) {
                call.sendResponseHeaders(404, -1);
                return;
            }
            boolean refused = path.contains("/refused/");
            call.getResponseHeaders().add("Content-Type", refused ? "application/problem+json" : "application/json");
            String answer = refused ? "{\"code\":\"busy\"}" : "{\"asked\":\"" + path + "\",\"with\":\"" + body + "\"}";
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(refused ? 409 : 202, bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
