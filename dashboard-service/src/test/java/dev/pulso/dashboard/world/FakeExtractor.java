package dev.pulso.dashboard.world;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for twitter-extractor with the shapes of its REST API. A replayed line with the word {@code broken} is
 * rejected; a replay at the speed {@code realtime} runs until it is cancelled.
 */
public final class FakeExtractor implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final AtomicInteger numbers = new AtomicInteger();

    // Touched on the server's one event loop and by tests before they open the page.
    private final Map<String, JsonObject> sources = new TreeMap<>();
    private final List<JsonObject> replays = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();

    public FakeExtractor() {
        Router router = Router.router(vertx);
        router.get("/v1/sources").handler(call -> items(call, new JsonArray(List.copyOf(sources.values()))));
        router.put("/v1/sources/:id").handler(this::put);
        router.delete("/v1/sources/:id").handler(this::delete);
        router.post("/v1/sources/:id/:order").handler(this::order);
        router.get("/v1/replays").handler(call -> items(call, new JsonArray(List.copyOf(replays))));
        router.post("/v1/replays").handler(this::replay);
        router.delete("/v1/replays/:id").handler(this::cancel);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        reset();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** One source that streams, one that waits, no replays. */
    public void reset() {
        sources.clear();
        replays.clear();
        queries.clear();
        JsonObject words = new JsonObject().put("tags", "kafka,opensource").put("terms", "event streaming");
        sources.put("sky", source("sky", "bluesky", words, "STREAMING", ""));
        JsonObject server = new JsonObject().put("server", "https://mastodon.social");
        sources.put("toots", source("toots", "mastodon", server, "BACKING_OFF", "connection refused"));
    }

    /** What the replays were asked for, as query strings. */
    public List<String> queries() {
        return List.copyOf(queries);
    }

    public JsonObject source(String id) {
        return sources.getOrDefault(id, new JsonObject());
    }

    private static JsonObject source(String id, String kind, JsonObject settings, String state, String cause) {
        return new JsonObject()
                .put("id", id)
                .put("kind", kind)
                .put("settings", settings)
                .put("state", state)
                .put("cause", cause)
                .put("since", Instant.now().minusSeconds(300).toString())
                .put("position", new JsonObject())
                .put("posts", 1234);
    }

    private void put(RoutingContext call) {
        call.request().body().onSuccess(body -> {
            JsonObject asked = body.toJsonObject();
            if ("x".equals(asked.getString("kind"))) {
                problem(call, 422, "unsupported-kind", "an x source needs a token in PULSO_X_TOKEN");
                return;
            }
            String id = call.pathParam("id");
            String state = asked.getBoolean("paused", false) ? "PAUSED" : "STREAMING";
            sources.put(id, source(id, asked.getString("kind"), asked.getJsonObject("settings"), state, ""));
            call.json(sources.get(id));
        });
    }

    private void delete(RoutingContext call) {
        sources.remove(call.pathParam("id"));
        call.response().setStatusCode(204).end();
    }

    private void order(RoutingContext call) {
        JsonObject source = sources.get(call.pathParam("id"));
        if (source == null) {
            problem(call, 404, "unknown-source", "no source has the id " + call.pathParam("id"));
            return;
        }
        boolean pause = call.pathParam("order").equals("pause");
        call.json(source.put("state", pause ? "PAUSED" : "STREAMING").put("cause", ""));
    }

    private void replay(RoutingContext call) {
        queries.add(String.valueOf(call.request().query()));
        call.request().body().onSuccess(body -> {
            String[] lines = body.toString(StandardCharsets.UTF_8).split("\n", -1);
            JsonArray errors = new JsonArray();
            for (int i = 0; i < lines.length; i++) {
                if (lines[i].contains("broken")) {
                    errors.add(new JsonObject()
                            .put("line", i + 1)
                            .put("code", "not-json")
                            .put("detail", "the line is no JSON object"));
                }
            }
            boolean runs = "realtime".equals(call.request().getParam("speed"));
            JsonObject replay = new JsonObject()
                    .put("id", "replay-" + numbers.incrementAndGet())
                    .put("state", runs ? "RUNNING" : "DONE")
                    .put("format", call.request().getParam("format"))
                    .put("read", lines.length)
                    .put("accepted", lines.length - errors.size())
                    .put("rejected", errors.size())
                    .put("ignored", 0)
                    .put("errors", errors)
                    .put("startedAt", Instant.now().toString());
            if (!runs) {
                replay.put("finishedAt", Instant.now().plusMillis(250).toString());
            }
            replays.add(0, replay);
            call.response()
                    .setStatusCode(202)
                    .end(new JsonObject().put("id", replay.getString("id")).toBuffer());
        });
    }

    private void cancel(RoutingContext call) {
        replays.stream()
                .filter(replay -> call.pathParam("id").equals(replay.getString("id")))
                .forEach(replay -> replay.put("state", "CANCELLED")
                        .put("finishedAt", Instant.now().toString()));
        call.json(new JsonObject());
    }

    private static void items(RoutingContext call, JsonArray items) {
        call.json(new JsonObject().put("items", items));
    }

    private static void problem(RoutingContext call, int status, String code, String detail) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                        .put("status", status)
                        .put("code", code)
                        .put("detail", detail)
                        .toBuffer());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
