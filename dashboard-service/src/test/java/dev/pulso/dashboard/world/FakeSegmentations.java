package dev.pulso.dashboard.world;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Segmentations as results-service serves them: {@code customers}, whose version 12 serves and whose version 13 was
 * refused, and {@code authors}, where no structure was found. Lists tell of runs in short.
 */
final class FakeSegmentations {
    private static final List<String> NAMES =
            List.of("frequent, high spend", "occasional, recent", "one-time, long ago", "bulk buyers");

    /** What the definition says in Spanish; "bulk buyers" it leaves as it is. */
    private static final Map<String, Object> SPANISH = Map.of(
            "customers",
            "clientes",
            "recencyDays",
            "días sin comprar",
            "frequency",
            "pedidos hechos",
            "days",
            "días",
            "orders",
            "pedidos",
            "frequent",
            "frecuentes",
            "high spend",
            "de mucho gasto",
            "occasional",
            "ocasionales",
            "recent",
            "recientes");

    private final Map<String, Map<Long, JsonObject>> runs = new TreeMap<>();
    private volatile boolean known = true;

    FakeSegmentations() {
        JsonObject refused = customers(13).put("verdict", "REFUSED").put("current", false);
        judge(refused, "stability 0.410 is below the gate of 0.700", "BELOW", "stability", 0.41, 0.7);
        runs.put("customers", Map.of(12L, customers(12), 13L, refused));
        JsonObject authors = run("authors", 3)
                .put("verdict", "NO_STRUCTURE")
                .put("current", false)
                .put("segments", new JsonArray());
        runs.put("authors", Map.of(3L, authors));
    }

    /** Whether there are segmentations at all. */
    void known(boolean yes) {
        known = yes;
    }

    void mount(Router router) {
        router.get("/v1/segmentations").handler(call -> items(call, known ? listed() : new JsonArray()));
        router.get("/v1/segmentations/:name/versions").handler(this::versions);
        router.get("/v1/segmentations/:name/versions/:version")
                .handler(call ->
                        call.json(runs.get(call.pathParam("name")).get(Long.parseLong(call.pathParam("version")))));
        router.get("/v1/segmentations/:name/segments").handler(call -> csv(call, "id,name\r\ns1,bulk buyers\r\n"));
        router.get("/v1/segmentations/:name/segments/:id/members").handler(FakeSegmentations::members);
        router.get("/v1/segmentations/:name/members/:entity").handler(FakeSegmentations::member);
        router.post("/v1/segmentations/:name/train").handler(FakeSegmentations::train);
        router.get("/v1/segmentations/:name/movements").handler(call -> items(call, movements()));
    }

    /** A run of {@code customers} as the processor sends it, with what newer versions of the contract tell. */
    static JsonObject customers(long version) {
        JsonArray segments = new JsonArray();
        JsonArray points = new JsonArray();
        Random random = new Random(5);
        for (int i = 0; i < NAMES.size(); i++) {
            double x = List.of(2.1, -0.3, -1.8, 4.1).get(i);
            double y = List.of(-0.2, 0.6, -0.4, 1.2).get(i);
            segments.add(segment(i).put("x", x).put("y", y));
            for (int n = 0; n < 60; n++) {
                points.add(new JsonObject()
                        .put("segment", "s" + (i + 1))
                        .put("x", x + random.nextGaussian() * 0.5)
                        .put("y", y + random.nextGaussian() * 0.4));
            }
        }
        return run("customers", version)
                .put("segments", segments)
                .put("points", points)
                .put("words", new JsonObject().put("es", new JsonObject(SPANISH)))
                .put("parameters", new JsonObject().put("algorithm", "KMEANS").put("seed", "42"))
                .put("evidence", evidence())
                .put(
                        "lineage",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kind", "BIRTH")
                                        .put("segment", "s4")
                                        .put("others", new JsonArray())));
    }

    private static JsonArray evidence() {
        return new JsonArray()
                .add(new JsonObject()
                        .put("k", 1)
                        .put("wcss", 13014.0)
                        .put("gap", 1.621)
                        .put("gapSpread", 0.005))
                .add(tried(3, 0.48))
                .add(tried(4, 0.62))
                .add(tried(5, 0.44));
    }

    private static JsonObject tried(int k, double silhouette) {
        return new JsonObject()
                .put("k", k)
                .put("wcss", 13014.0 / k)
                .put("silhouette", silhouette)
                .put("gap", 1.2 + silhouette)
                .put("gapSpread", 0.009);
    }

    private static JsonObject run(String name, long version) {
        JsonObject run = new JsonObject()
                .put("segmentation", name)
                .put("version", version)
                .put("current", true)
                .put("startedAt", "2026-11-23T03:00:00Z")
                .put("finishedAt", "2026-11-23T03:04:51.900Z")
                .put("verdict", "PROMOTED")
                .put("entities", 4372)
                .put("metrics", new JsonObject().put("silhouette", 0.62).put("stability", 0.91))
                .put("dataFrom", "2025-11-22T10:00:00Z")
                .put("dataTo", "2026-11-22T23:59:00Z")
                .put("records", 397884)
                .put(
                        "features",
                        new JsonArray(List.of(
                                new JsonObject().put("name", "recencyDays").put("unit", "days"),
                                new JsonObject().put("name", "frequency").put("unit", "orders"),
                                new JsonObject().put("name", "monetary"))));
        judge(run, "silhouette 0.620 passes the gate of 0.400", "PASSED", "silhouette", 0.62, 0.4);
        return run;
    }

    private static void judge(JsonObject run, String reason, String code, String metric, double value, double bound) {
        run.put("reasons", new JsonArray().add(reason));
        run.put(
                "findings",
                new JsonArray()
                        .add(new JsonObject()
                                .put("code", code)
                                .put("metric", metric)
                                .put("value", value)
                                .put("bound", bound)));
    }

    private static JsonObject segment(int i) {
        int size = List.of(1156, 1810, 1100, 306).get(i);
        JsonObject rule = new JsonObject()
                .put("text", "frequency > " + (i + 0.5))
                .put("coverage", 0.91)
                .put("precision", 0.88);
        return new JsonObject()
                .put("id", "s" + (i + 1))
                .put("name", NAMES.get(i))
                .put("size", size)
                .put("share", size / 4372.0)
                .put(
                        "centroid",
                        new JsonObject()
                                .put(
                                        "recencyDays",
                                        List.of(9.8, 40.3, 210.2, 14.1).get(i))
                                .put("frequency", List.of(14.6, 3.1, 1.1, 31.4).get(i))
                                .put(
                                        "monetary",
                                        List.of(5120.75, 910.5, 240.1, 22110.9).get(i)))
                .put(
                        "effects",
                        new JsonArray()
                                .add(effect(
                                        "recencyDays",
                                        List.of(-1.1, -0.4, 1.6, -0.9).get(i)))
                                .add(effect(
                                        "frequency",
                                        List.of(1.2, -0.3, -1.1, 2.4).get(i)))
                                .add(effect(
                                        "monetary",
                                        List.of(1.0, -0.5, -1.2, 2.7).get(i))))
                .put("rules", new JsonArray().add(rule))
                .put("examples", new JsonArray().add("customer-7"));
    }

    private static JsonObject effect(String feature, double effect) {
        return new JsonObject().put("feature", feature).put("effect", effect);
    }

    private JsonArray listed() {
        JsonArray items = new JsonArray();
        runs.forEach((name, versions) -> items.add(new JsonObject()
                .put("name", name)
                .put("version", name.equals("customers") ? 12 : null)
                .put("latestVersion", 13)));
        return items;
    }

    private void versions(RoutingContext call) {
        JsonArray items = new JsonArray();
        runs.get(call.pathParam("name")).values().forEach(run -> {
            JsonObject item = run.copy();
            item.put("segments", run.getJsonArray("segments").size()).remove("points");
            items.add(item);
        });
        items(call, items);
    }

    /** Authors are being trained already. */
    private static void train(RoutingContext call) {
        if (call.pathParam("name").equals("authors")) {
            call.response()
                    .setStatusCode(409)
                    .putHeader("Content-Type", "application/problem+json")
                    .end("{\"code\":\"training-runs\",\"detail\":\"a training of authors runs already\"}");
            return;
        }
        call.response().setStatusCode(202).end();
    }

    private static void members(RoutingContext call) {
        JsonArray items = new JsonArray();
        for (int i = 0; i < 20; i++) {
            items.add(new JsonObject().put("entity", "customer-" + i).put("distance", i * 0.1));
        }
        if (wantsCsv(call)) {
            csv(call, "entity,distance\r\ncustomer-0,0.0\r\n");
        } else {
            call.json(new JsonObject().put("items", items).put("next", "more"));
        }
    }

    private static void member(RoutingContext call) {
        if (!call.pathParam("entity").equals("customer-7")) {
            call.response()
                    .setStatusCode(404)
                    .putHeader("Content-Type", "application/problem+json")
                    .end("{\"code\":\"not-found\",\"detail\":\"this segmentation has no such member\"}");
            return;
        }
        JsonArray history = new JsonArray()
                .add(change("2026-11-23T03:04:51Z", "s1", "s2"))
                .add(change("2026-11-16T03:04:51Z", "s2", null));
        call.json(new JsonObject()
                .put("segmentation", call.pathParam("name"))
                .put("entity", "customer-7")
                .put("segment", "s1")
                .put("segmentName", NAMES.get(0))
                .put("distance", 0.83)
                .put("version", 12)
                .put("since", "2026-11-23T03:04:51Z")
                .put("nearest", "s2")
                .put("why", "frequency 14.5 is nearer to 14.6 than to 3.1")
                .put("mover", "recencyDays 9.8 → 1210.5")
                .put("history", history));
    }

    private static JsonObject change(String at, String segment, @Nullable String previous) {
        return new JsonObject().put("at", at).put("segment", segment).put("previousSegment", previous);
    }

    private static JsonArray movements() {
        return new JsonArray()
                .add(movement("s2", "s1", 41))
                .add(movement("s1", "s1", 990))
                .add(movement(null, "s2", 12));
    }

    private static JsonObject movement(@Nullable String from, String to, int entities) {
        return new JsonObject().put("from", from).put("to", to).put("entities", entities);
    }

    private static boolean wantsCsv(RoutingContext call) {
        return String.valueOf(call.request().getHeader("Accept")).contains("text/csv");
    }

    private static void csv(RoutingContext call, String text) {
        call.response().putHeader("Content-Type", "text/csv;charset=utf-8").end(text);
    }

    private static void items(RoutingContext call, JsonArray items) {
        call.json(new JsonObject().put("items", items).putNull("next"));
    }

    /** The run as a message of the live stream. */
    static JsonObject message(long version) {
        JsonObject data = customers(version);
        data.remove("current");
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", "customers/" + version)
                .put("source", "/pulso/spark-processor")
                .put("type", "pulso.segmentation.v1")
                .put("subject", "customers")
                .put("time", Instant.now().toString())
                .put("datacontenttype", "application/json")
                .put("data", data.put("finishedAt", Instant.now().toString()));
    }
}
