package dev.pulso.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One event and one post on their whole way: in over HTTP, out over REST and over Server-Sent Events. */
public final class Smoke {
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final int POLL_MILLIS = 250;

    private final Api api;
    private final Settings settings;
    private final Consumer<String> report;
    private final String mark = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Instant now = Instant.now();

    public Smoke(Settings settings, Consumer<String> report) {
        this.api = new Api(settings);
        this.settings = settings;
        this.report = report;
    }

    /** @throws ApiException naming the first stage that does not answer as it should */
    public void run() {
        String tag = "smoke" + mark;
        String source = "/pulso/smoke/" + mark;
        String stream = settings.url(Part.DASHBOARD) + "/v1/stream?views=hashtags,activity";
        try (EventStream events = EventStream.open(api, stream, Set.of(tag, source))) {
            sendEvent(source);
            report.accept("an event was accepted by ingest-service");
            sendPost(tag);
            report.accept("a post was accepted by twitter-extractor");
            await("the post is not in GET /v1/hashtags", () -> hasItem(hashtags(), "tag", tag));
            report.accept("the post is counted in GET /v1/hashtags");
            await("the event is not in GET /v1/activity", () -> hasItem(activity(), "source", source));
            report.accept("the event is counted in GET /v1/activity");
            await("the post is not in the event stream", () -> events.hasSeen(tag));
            await("the event is not in the event stream", () -> events.hasSeen(source));
            report.accept("both went by in the event stream of the page");
        }
    }

    private void sendEvent(String source) {
        Map<String, Object> event = Map.of(
                "specversion",
                "1.0",
                "id",
                mark,
                "source",
                source,
                "type",
                "pulso.smoke.v1",
                "time",
                now.toString(),
                "subject",
                "smoke",
                "data",
                Map.of("value", 1));
        api.post(
                settings.url(Part.INGEST) + "/v1/events",
                "application/cloudevents+json",
                BodyPublishers.ofString(Api.json(event)));
    }

    private void sendPost(String tag) {
        Map<String, Object> post = Map.of(
                "op",
                "CREATE",
                "network",
                "smoke",
                "postId",
                mark,
                "text",
                "#" + tag,
                "lang",
                "en",
                "hashtags",
                List.of(Map.of("tag", tag, "text", tag)),
                "createdAt",
                now.toString(),
                "observedAt",
                now.toString());
        Replay replay = new Replay(api, settings.url(Part.EXTRACTOR));
        JsonNode end = replay.run(Api.json(post) + "\n", Map.of("format", "pulso", "network", "smoke"));
        if (end.path("accepted").asInt() != 1) {
            throw new ApiException("twitter-extractor did not accept the post: " + end);
        }
    }

    private JsonNode hashtags() {
        return api.get(settings.url(Part.RESULTS) + "/v1/hashtags?"
                + Api.query(Map.of("from", from(), "to", to(), "network", "smoke", "limit", "1000")));
    }

    private JsonNode activity() {
        return api.get(settings.url(Part.RESULTS) + "/v1/activity?"
                + Api.query(Map.of("from", from(), "to", to(), "step", "1m", "type", "pulso.smoke.v1")));
    }

    private String from() {
        return now.minus(Duration.ofMinutes(2)).toString();
    }

    private String to() {
        return now.plus(Duration.ofMinutes(2)).toString();
    }

    private static boolean hasItem(JsonNode list, String field, String value) {
        for (JsonNode item : list.path("items")) {
            if (item.path(field).asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static void await(String otherwise, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new ApiException(otherwise + " after " + DEADLINE.toSeconds() + " s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiException("interrupted");
            }
        }
    }
}
