package dev.pulso.dashboard.world;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.pipeline.PipelineReport.SourceState;
import dev.pulso.contracts.pipeline.PipelineReport.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A plausible hour of a busy network, for browser tests and for looking at the page. */
public final class SampleDay {
    private static final List<String> TAGS = List.of(
            "worldcup",
            "kafka",
            "climateaction",
            "música",
            "opensource",
            "photography",
            "java",
            "breaking",
            "fediverse",
            "gamedev",
            "fútbol",
            "startups",
            "astronomy",
            "books",
            "cooking",
            "travel",
            "machinelearning",
            "cinema",
            "health",
            "economía",
            "running",
            "gardening",
            "art",
            "history",
            "日本",
            "newmusic",
            "science",
            "design");
    private static final List<String> NETWORKS = List.of("mastodon", "bluesky", "x");
    private static final List<String> LANGUAGES = List.of("en", "es", "de", "ja", "und");

    private final ResultsWorld world;
    private final Random random = new Random(7);

    public SampleDay(ResultsWorld world) {
        this.world = world;
    }

    public void hour() {
        for (int ago = 65; ago >= 0; ago--) {
            minute(ResultsWorld.minute(ago), 1.0 + 0.4 * Math.sin(ago / 6.0));
        }
        reports();
        world.flush();
    }

    public void moment() {
        minute(ResultsWorld.minute(0), 0.12);
        reports();
        world.flush();
    }

    /** One more post of each tag in one minute, always in the same network and language: as many rows a minute, ever. */
    public void beat(Instant start) {
        TAGS.forEach(tag -> world.posts(start, tag, "x", "en", 1));
        reports();
        world.flush();
    }

    private void minute(Instant start, double busy) {
        for (int i = 0; i < TAGS.size(); i++) {
            double mean = busy * 40.0 / (1 + i * 0.6) * (1 + 0.6 * Math.sin(start.getEpochSecond() / 300.0 + i * 2.1));
            long posts = Math.round(Math.max(0, mean * (0.6 + 0.8 * random.nextDouble())));
            if (posts > 0) {
                String network = NETWORKS.get(random.nextInt(NETWORKS.size()));
                world.posts(start, TAGS.get(i), network, LANGUAGES.get(random.nextInt(LANGUAGES.size())), posts);
            }
        }
        world.events(start, "shop.order.placed.v1", 3 + random.nextInt(20), "129.90");
        world.events(start, "shop.cart.updated.v1", 8 + random.nextInt(30), "0");
        world.events(start, "support.ticket.opened.v1", 1 + random.nextInt(4), "0");
    }

    public void reports() {
        Instant noon = ResultsWorld.minute(40);
        world.report(
                "twitter-extractor",
                Status.UP,
                Map.of("postsPerSecond", 210.0 + random.nextInt(40)),
                List.of(new Gap("sky", noon, noon.plusSeconds(210), "cursor older than the server keeps")),
                List.of(
                        new SourceState("sky", "bluesky", "STREAMING", ""),
                        new SourceState("toots", "mastodon", "BACKING_OFF", "connection refused")));
        world.report("ingest-service", Status.UP, Map.of("eventsPerSecond", 18.0));
        world.report("spark-processor/counts", Status.UP, Map.of("rowsPerSecond", 231.0, "batchMillis", 480.0));
        world.report("results-service", Status.UP, Map.of("rowsPerSecond", 96.0));
    }
}
