package dev.pulso.processor.recompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pulso.contracts.MessageCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The answers of results-service about hashtags and activity, two items a page, from windows held in memory. */
public final class ResultsStandIn implements AutoCloseable {
    private static final int PAGE = 2;

    private final HttpServer server;
    private final Map<String, Long> posts = new TreeMap<>();
    private final Map<String, Long> reposts = new TreeMap<>();
    private final Map<String, Map<String, Long>> related = new TreeMap<>();
    private final Map<String, Long> events = new TreeMap<>();
    private final Map<String, BigDecimal> values = new TreeMap<>();

    public ResultsStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/hashtags", this::hashtags);
        server.createContext("/v1/activity", this::activity);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param key {@code windowStart|tag|network|lang} */
    public void posts(String key, long count) {
        posts.put(key, count);
    }

    /** @param key {@code windowStart|tag|network|lang} */
    public void reposts(String key, long count) {
        reposts.put(key, count);
    }

    /** A pair of tags, of any minute, network and language. */
    public void pair(String tag, String other, long count) {
        related.computeIfAbsent(tag, each -> new TreeMap<>()).put(other, count);
        related.computeIfAbsent(other, each -> new TreeMap<>()).put(tag, count);
    }

    /** @param key {@code windowStart|type|source} */
    public void events(String key, long count, BigDecimal valueSum) {
        events.put(key, count);
        values.put(key, valueSum);
    }

    private void hashtags(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/related")) {
            List<Map<String, Object>> items = new ArrayList<>();
            related.getOrDefault(path.split("/")[3], Map.of())
                    .forEach((other, count) -> items.add(Map.of("tag", other, "posts", count)));
            answer(exchange, query, items);
            return;
        }
        String tag = path.equals("/v1/hashtags") ? null : path.substring("/v1/hashtags/".length());
        Map<String, Long> sums = new LinkedHashMap<>();
        Map<String, Long> repeated = new HashMap<>();
        posts.forEach((key, count) -> {
            String[] parts = key.split("\\|");
            if ((tag == null || tag.equals(parts[1]))
                    && parts[2].equals(query.getOrDefault("network", parts[2]))
                    && parts[3].equals(query.getOrDefault("lang", parts[3]))) {
                String name = tag == null ? parts[1] : parts[0];
                sums.merge(name, count, Long::sum);
                repeated.merge(name, reposts.getOrDefault(key, 0L), Long::sum);
            }
        });
        List<Map<String, Object>> items = new ArrayList<>();
        sums.forEach((name, count) ->
                items.add(Map.of(tag == null ? "tag" : "start", name, "posts", count, "reposts", repeated.get(name))));
        answer(exchange, query, items);
    }

    private void activity(HttpExchange exchange) throws IOException {
        List<Map<String, Object>> items = new ArrayList<>();
        events.forEach((key, count) -> {
            String[] parts = key.split("\\|");
            items.add(Map.of(
                    "start",
                    parts[0],
                    "type",
                    parts[1],
                    "source",
                    parts[2],
                    "events",
                    count,
                    "valueSum",
                    values.get(key)));
        });
        answer(exchange, query(exchange), items);
    }

    private static void answer(HttpExchange exchange, Map<String, String> query, List<Map<String, Object>> items)
            throws IOException {
        int from = Integer.parseInt(query.getOrDefault("after", "0"));
        int to = Math.min(items.size(), from + PAGE);
        Map<String, Object> page = new HashMap<>();
        page.put("items", items.subList(from, to));
        page.put("next", to < items.size() ? Integer.toString(to) : null);
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(MessageCodec.mapper().writeValueAsBytes(page));
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
