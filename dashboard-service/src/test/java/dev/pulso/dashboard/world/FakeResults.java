package dev.pulso.dashboard.world;

import dev.pulso.contracts.activity.ActivityWindow;
import dev.pulso.contracts.hashtag.HashtagWindow;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A stand-in for results-service that answers from the world's truth, with the shapes of its REST API. */
public final class FakeResults implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final ResultsWorld world;
    private final FakeSegmentations segmentations = new FakeSegmentations();
    private volatile boolean relatedKnown = true;

    public FakeResults(ResultsWorld world) {
        this.world = world;
        Router router = Router.router(vertx);
        router.get("/v1/hashtags").handler(this::ranking);
        router.get("/v1/hashtags/:tag").handler(this::line);
        router.get("/v1/hashtags/:tag/posts").handler(FakeResults::posts);
        router.get("/v1/hashtags/:tag/related").handler(this::related);
        segmentations.mount(router);
        router.get("/v1/activity").handler(this::activity);
        router.get("/v1/pipeline").handler(this::pipeline);
        server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Whether this results-service knows of related tags already. */
    public void relatedKnown(boolean yes) {
        relatedKnown = yes;
    }

    /** Whether anything has been segmented yet. */
    public void segmentationsKnown(boolean yes) {
        segmentations.known(yes);
    }

    /** Says on the live stream that a training run of {@code customers} was promoted. */
    public void promote(long version) {
        world.raw(
                "pulso.segmentations",
                "customers|" + version,
                FakeSegmentations.message(version).toBuffer().getBytes());
        world.flush();
    }

    private static void posts(RoutingContext call) {
        String tag = call.pathParam("tag");
        JsonArray items = new JsonArray();
        for (int i = 0; i < 3; i++) {
            items.add(new JsonObject()
                    .put("network", "mastodon")
                    .put("postId", "post-" + i)
                    .put("uri", i == 0 ? "https://example.org/post" : null)
                    .put("text", i == 2 ? null : "A post about #" + tag + " and more")
                    .put("lang", "en")
                    .put("authorKey", "k1:c1b190c60a9f7a87443f8a0f17ecb81cf56571a40f11f47814d85ad85a55c0c6")
                    .put("createdAt", Instant.now().minusSeconds(60L * i).toString()));
        }
        answer(call, items);
    }

    private void related(RoutingContext call) {
        if (!relatedKnown) {
            call.fail(404);
            return;
        }
        JsonArray items = new JsonArray();
        for (String tag : List.of("java", "opensource", "open_source")) {
            items.add(new JsonObject()
                    .put("tag", tag)
                    .put("display", tag)
                    .put("posts", 4)
                    .put("share", 0.4)
                    .put("variant", tag.contains("_")));
        }
        answer(call, items);
    }

    private void ranking(RoutingContext call) {
        Range range = Range.of(call.request());
        Map<String, List<HashtagWindow>> byTag =
                windows(call.request(), range).stream().collect(Collectors.groupingBy(HashtagWindow::tag));
        JsonArray items = new JsonArray(byTag.entrySet().stream()
                .map(entry -> sums(
                        new JsonObject()
                                .put("tag", entry.getKey())
                                .put("display", entry.getValue().get(0).display()),
                        entry.getValue()))
                .sorted(Comparator.comparing((JsonObject row) -> -row.getLong("posts"))
                        .thenComparing(row -> row.getString("tag")))
                .limit(Integer.parseInt(call.request().getParam("limit", "50")))
                .toList());
        if (String.valueOf(call.request().getHeader("Accept")).contains("text/csv")) {
            String rows = items.stream()
                    .map(JsonObject.class::cast)
                    .map(row -> row.getString("tag") + "," + row.getLong("posts") + "\r\n")
                    .collect(Collectors.joining());
            call.response()
                    .putHeader("Content-Type", "text/csv;charset=utf-8")
                    .putHeader("ETag", "\"csv\"")
                    .end("tag,posts\r\n" + rows);
            return;
        }
        call.response().putHeader("ETag", "\"r1\"");
        answer(call, items);
    }

    private void line(RoutingContext call) {
        Range range = Range.of(call.request());
        Map<Instant, List<HashtagWindow>> byStart = windows(call.request(), range).stream()
                .filter(window -> window.tag().equals(call.pathParam("tag")))
                .collect(Collectors.groupingBy(HashtagWindow::windowStart, TreeMap::new, Collectors.toList()));
        answer(
                call,
                new JsonArray(byStart.entrySet().stream()
                        .map(entry -> sums(
                                new JsonObject().put("start", entry.getKey().toString()), entry.getValue()))
                        .toList()));
    }

    private void activity(RoutingContext call) {
        Range range = Range.of(call.request());
        answer(
                call,
                new JsonArray(world.activity().stream()
                        .filter(window -> range.contains(window.windowStart()))
                        .map(FakeResults::point)
                        .toList()));
    }

    private static JsonObject point(ActivityWindow window) {
        return new JsonObject()
                .put("start", window.windowStart().toString())
                .put("type", window.type())
                .put("source", window.source())
                .put("events", window.events())
                .put("valueSum", window.valueSum());
    }

    private void pipeline(RoutingContext call) {
        JsonArray stages = new JsonArray().add(stage("processing", 12)).add(stage("store", 0));
        call.json(new JsonObject()
                .put("caughtUp", true)
                .putNull("reason")
                .put("at", Instant.now().toString())
                .put("stages", stages));
    }

    private static JsonObject stage(String name, long lag) {
        return new JsonObject()
                .put("name", name)
                .put("lagRecords", lag)
                .put("lag", new JsonObject().put("pulso.posts-0", lag).put("pulso.posts-1", 0))
                .put("newest", Instant.now().minusSeconds(2).toString());
    }

    private List<HashtagWindow> windows(HttpServerRequest request, Range range) {
        String network = request.getParam("network", "");
        String lang = request.getParam("lang", "");
        return world.truth().stream()
                .filter(window -> range.contains(window.windowStart()))
                .filter(window -> network.isEmpty() || network.equals(window.network()))
                .filter(window -> lang.isEmpty() || lang.equals(window.lang()))
                .toList();
    }

    private static JsonObject sums(JsonObject row, List<HashtagWindow> windows) {
        return row.put("posts", windows.stream().mapToLong(HashtagWindow::posts).sum())
                .put(
                        "reposts",
                        windows.stream().mapToLong(HashtagWindow::reposts).sum())
                .put(
                        "authors",
                        windows.stream().mapToLong(HashtagWindow::authors).sum());
    }

    private static void answer(RoutingContext call, JsonArray items) {
        call.json(new JsonObject().put("items", items).putNull("next"));
    }

    private record Range(Instant from, Instant to) {
        static Range of(HttpServerRequest request) {
            if (request.getParam("from") != null) {
                return new Range(Instant.parse(request.getParam("from")), Instant.parse(request.getParam("to")));
            }
            Instant to = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
            String window = request.getParam("window", "15m");
            return new Range(to.minus(Duration.parse("PT" + window)), to);
        }

        boolean contains(Instant start) {
            return !start.isBefore(from) && start.isBefore(to);
        }
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
