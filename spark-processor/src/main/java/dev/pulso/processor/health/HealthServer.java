package dev.pulso.processor.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.processor.progress.Vitals;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code /q/health}, {@code /q/health/live}, {@code /q/health/ready}, {@code /q/metrics} and {@code /q/openapi}, by the
 * JDK's own server: beside the orders to train the process has no other HTTP to serve.
 */
public final class HealthServer implements AutoCloseable {
    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "pulso-health");
        thread.setDaemon(true);
        return thread;
    });
    private final Vitals vitals;
    private final Map<String, Vitals> sides;
    private final PrometheusMeterRegistry metrics;

    private record Check(String name, String status, Map<String, String> data) {}

    private record Health(String status, List<Check> checks) {}

    private record Reply(int status, String contentType, byte[] body) {}

    private HealthServer(HttpServer server, Vitals vitals, Map<String, Vitals> sides, PrometheusMeterRegistry metrics) {
        this.server = server;
        this.vitals = vitals;
        this.sides = sides;
        this.metrics = metrics;
    }

    /**
     * @param sides how the queries beside the counting one are doing; they are part of health but not of readiness
     * @throws IOException if the address is in use
     */
    public static HealthServer start(
            String host, int port, Vitals vitals, Map<String, Vitals> sides, PrometheusMeterRegistry metrics)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        HealthServer health = new HealthServer(server, vitals, sides, metrics);
        server.setExecutor(health.worker);
        server.createContext("/", health::answer);
        server.start();
        return health;
    }

    /** Serves more, from now on. */
    public void add(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        worker.shutdown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = switch (exchange.getRequestURI().getPath()) {
                case "/q/health" -> health(whole());
                case "/q/health/live" -> health(List.of(alive()));
                case "/q/health/ready", "/q/health/started" -> health(List.of(counting(), broker()));
                case "/q/metrics" ->
                    new Reply(
                            200,
                            "text/plain; version=0.0.4; charset=utf-8",
                            metrics.scrape().getBytes(UTF_8));
                case "/q/openapi" -> new Reply(200, "application/yaml", openApi());
                default -> notFound();
            };
            exchange.getResponseHeaders().set("Content-Type", reply.contentType);
            exchange.sendResponseHeaders(reply.status, reply.body.length);
            exchange.getResponseBody().write(reply.body);
        }
    }

    private static Check alive() {
        return new Check("process", "UP", Map.of());
    }

    private Check counting() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("phase", vitals.phase().name());
        data.put("silentSeconds", Long.toString(vitals.silence().toSeconds()));
        return new Check("counts query", vitals.isCounting() ? "UP" : "DOWN", data);
    }

    private List<Check> whole() {
        List<Check> checks = new ArrayList<>(List.of(alive(), counting(), broker()));
        sides.forEach((name, its) -> checks.add(new Check(
                name + " query",
                its.isFailing() ? "DOWN" : "UP",
                Map.of("phase", its.phase().name()))));
        return checks;
    }

    private Check broker() {
        return new Check("Kafka", vitals.isKafkaReachable() ? "UP" : "DOWN", Map.of());
    }

    private static Reply health(List<Check> checks) throws IOException {
        boolean up = checks.stream().allMatch(check -> check.status.equals("UP"));
        Health health = new Health(up ? "UP" : "DOWN", checks);
        return new Reply(up ? 200 : 503, JSON, MessageCodec.mapper().writeValueAsBytes(health));
    }

    private static Reply notFound() throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", "Not found");
        problem.put("status", 404);
        problem.put("code", "not-found");
        return new Reply(404, "application/problem+json", MessageCodec.mapper().writeValueAsBytes(problem));
    }

    private static byte[] openApi() throws IOException {
        try (InputStream yaml = HealthServer.class.getResourceAsStream("openapi.yaml")) {
            return yaml == null ? new byte[0] : yaml.readAllBytes();
        }
    }
}
