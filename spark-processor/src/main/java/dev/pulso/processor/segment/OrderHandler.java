package dev.pulso.processor.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.processor.segment.Segmentations.Order;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/segmentations/{name}/train} and {@code …/rollback?version=}: 202, and the run is told when it is done. {@code
 * DELETE /v1/segmentations/{name}/members/{entity}}: 202 once it is certain that the entity will be gone.
 */
public final class OrderHandler implements HttpHandler {
    public static final String PATH = "/v1/segmentations/";

    private static final Pattern ORDER = Pattern.compile("/v1/segmentations/([A-Za-z0-9_-]+)/(train|rollback)");
    private static final Pattern MEMBER = Pattern.compile("/v1/segmentations/([A-Za-z0-9_-]+)/members/([^/]{1,1500})");
    private static final Pattern VERSION = Pattern.compile("(?:.*&)?version=(\\d{1,15})(?:&.*)?");
    private static final int ACCEPTED = 202;

    private final Segmentations segmentations;

    public OrderHandler(Segmentations segmentations) {
        this.segmentations = segmentations;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher order = ORDER.matcher(exchange.getRequestURI().getPath());
            Matcher member = MEMBER.matcher(exchange.getRequestURI().getRawPath());
            if (member.matches()) {
                erase(
                        exchange,
                        member.group(1),
                        URLDecoder.decode(member.group(2).replace("+", "%2B"), UTF_8));
            } else if (!order.matches()) {
                problem(exchange, 404, "not-found", "There is no such thing");
            } else if (!exchange.getRequestMethod().equals("POST")) {
                problem(exchange, 405, "method-not-allowed", "Only POST");
            } else {
                boolean train = order.group(2).equals("train");
                String query = exchange.getRequestURI().getQuery();
                answer(exchange, order.group(1), train, train ? 0 : version(query));
            }
        }
    }

    private void erase(HttpExchange exchange, String name, String entity) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            answer(exchange, name, "erase", segmentations.erase(name, entity));
        } else {
            problem(exchange, 405, "method-not-allowed", "Only DELETE");
        }
    }

    private void answer(HttpExchange exchange, String name, boolean train, long version) throws IOException {
        if (version < 0) {
            problem(exchange, 400, "invalid-parameter", "version is not a number above 0");
        } else if (train) {
            answer(exchange, name, "train", segmentations.train(name));
        } else {
            answer(exchange, name, "rollback", segmentations.rollback(name, version));
        }
    }

    private static void answer(HttpExchange exchange, String name, String what, Order order) throws IOException {
        if (order instanceof Order.Taken) {
            reply(exchange, ACCEPTED, "application/json", Map.of("segmentation", name, "order", what));
        } else if (order instanceof Order.Busy) {
            problem(exchange, 409, "already-ordered", "An order for this segmentation waits already");
        } else if (order instanceof Order.Impossible impossible) {
            problem(exchange, 409, "no-such-version", impossible.reason());
        } else {
            problem(exchange, 404, "unknown-segmentation", "There is no segmentation of this name");
        }
    }

    /** 0 if none is asked for, -1 if it is no number. */
    private static long version(@Nullable String query) {
        if (query == null || !query.contains("version=")) {
            return 0;
        }
        Matcher version = VERSION.matcher(query);
        return version.matches() && !version.group(1).equals("0") ? Long.parseLong(version.group(1)) : -1;
    }

    private static void problem(HttpExchange exchange, int status, String code, String detail) throws IOException {
        reply(
                exchange,
                status,
                "application/problem+json",
                Map.of("type", "about:blank", "title", detail, "status", status, "code", code, "detail", detail));
    }

    private static void reply(HttpExchange exchange, int status, String type, Map<String, Object> content)
            throws IOException {
        byte[] body = MessageCodec.mapper().writeValueAsString(content).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
