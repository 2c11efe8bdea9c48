package dev.pulso.processor.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In front of the orders: with a key, whoever shows it as {@code X-API-Key}; without one, this machine only. */
public final class OrderGuard implements HttpHandler {
    private final HttpHandler orders;
    private final byte @Nullable [] key;

    /** @throws IllegalArgumentException if the file cannot be read or is empty */
    public OrderGuard(HttpHandler orders, Optional<Path> keyFile) {
        this.orders = orders;
        this.key = keyFile.map(OrderGuard::read).orElse(null);
    }

    private static byte[] read(Path file) {
        try {
            String key = Files.readString(file).strip();
            if (key.isEmpty()) {
                throw new IllegalArgumentException("pulso.orders.key.file is empty: " + file);
            }
            return key.getBytes(UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("pulso.orders.key.file cannot be read: " + file, e);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst("X-API-Key");
        if (key == null) {
            if (exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
                orders.handle(exchange);
            } else {
                refuse(exchange, 403, "forbidden", "without a key orders are taken from this machine only");
            }
        } else if (shown != null && MessageDigest.isEqual(key, shown.getBytes(UTF_8))) {
            orders.handle(exchange);
        } else {
            refuse(exchange, 401, "unauthorized", "send the key as X-API-Key");
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code, String detail) throws IOException {
        try (exchange) {
            byte[] body = """
                    {"type":"urn:pulso:problem:%1$s","title":"The order is not taken","status":%2$d,\
                    "code":"%1$s","detail":"%3$s"}""".formatted(code, status, detail).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
