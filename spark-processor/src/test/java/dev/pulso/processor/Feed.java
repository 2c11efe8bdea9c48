package dev.pulso.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Posts and events that never stop coming: new, twice, edited, edited too late, deleted, of eight hours of event time in no
 * order. Knows what they must add up to by the rules of the contract, said once more without batches or differences.
 */
final class Feed implements AutoCloseable {
    private static final int BURST = 25;
    private static final long BURST_EVERY_MILLIS = 100;
    private static final Instant MORNING = Instant.parse("2026-11-23T00:15:00Z");

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Post> posts = new ArrayList<>();
    private final Map<String, Long> events = new HashMap<>();
    private final Map<String, BigDecimal> values = new HashMap<>();
    private final Broker broker;
    private final Random random;
    private int postsSent;
    private int eventsSent;
    private int recordsOnPosts;

    /** A post as it stands, with its tag and one that all have; {@code revision} counts seconds. */
    private record Post(int id, String minute, String tag, boolean repost, int revision, boolean deleted) {
        String key() {
            return "kill:" + id;
        }

        byte[] json(String op) {
            String content = op.equals("DELETE")
                    ? ""
                    : """
                    "authorKey":"k:%d","lang":"en","text":"#%s","hashtags":[{"tag":"%s","text":"%s"},{"tag":"all"}],%s
                     "createdAt":"%s",""".formatted(id % 50, tag, tag, tag, repost ? "\"repostOf\":\"1\"," : "", minute);
            return """
                    {"specversion":"1.0","id":"%d-%d","source":"/test","type":"pulso.post.v1","time":"%s",
                     "data":{"op":"%s","network":"kill","postId":"%d",%s"observedAt":"%s"}}
                    """.formatted(id, revision, minute, op, id, content, MORNING.plusSeconds(100_000 + revision))
                    .getBytes(UTF_8);
        }
    }

    Feed(Broker broker, long seed) {
        this.broker = broker;
        this.random = new Random(seed);
    }

    /** Begins to send, 250 records a second. */
    void start() {
        var unused = clock.scheduleAtFixedRate(this::burst, 0, BURST_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends the sending; everything sent is at the broker. */
    void stop() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the feed does not end");
        }
        broker.producer.flush();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    int recordsOnPosts() {
        return recordsOnPosts;
    }

    /** Count of each {@code windowStart|tag|network|lang} and {@code windowStart|tag|related|network|lang} that is not zero. */
    Map<String, Long> expectedPosts() {
        Map<String, Long> counts = new HashMap<>();
        count(false, counts);
        return counts;
    }

    Map<String, Long> expectedReposts() {
        Map<String, Long> counts = new HashMap<>();
        count(true, counts);
        return counts;
    }

    private void count(boolean reposts, Map<String, Long> counts) {
        posts.stream()
                .filter(post -> !post.deleted && (post.repost || !reposts))
                .forEach(post -> {
                    for (String tag : List.of(post.tag, "all", "all|" + post.tag)) {
                        counts.merge(post.minute + "|" + tag + "|kill|en", 1L, Long::sum);
                    }
                });
    }

    Map<String, Long> expectedEvents() {
        return events;
    }

    Map<String, BigDecimal> expectedValues() {
        return values;
    }

    private void burst() {
        for (int i = 0; i < BURST; i++) {
            int drawn = random.nextInt(10);
            if (drawn < 6 || posts.isEmpty()) {
                create();
            } else if (drawn < 9) {
                change(random.nextInt(posts.size()), drawn);
            } else {
                event();
            }
        }
    }

    private void create() {
        Post post = new Post(postsSent++, minute(), "t" + random.nextInt(20), random.nextInt(4) == 0, 0, false);
        posts.add(post);
        send(post, "CREATE");
        if (random.nextInt(5) == 0) {
            send(post, "CREATE");
        }
    }

    private void change(int index, int drawn) {
        Post post = posts.get(index);
        Post edited = new Post(
                post.id, minute(), "t" + random.nextInt(20), post.repost, post.revision + random.nextInt(5) - 1, false);
        if (drawn == 8) {
            posts.set(index, new Post(post.id, post.minute, post.tag, post.repost, post.revision, true));
            send(post, "DELETE");
        } else {
            send(edited, drawn == 7 ? "UPDATE" : "CREATE");
            if (drawn == 7 && !post.deleted && edited.revision >= post.revision) {
                posts.set(index, edited);
            }
        }
    }

    private void send(Post post, String op) {
        broker.send("pulso.posts", post.key(), post.json(op));
        recordsOnPosts++;
    }

    private void event() {
        int id = eventsSent++;
        String minute = minute();
        byte[] json = """
                {"specversion":"1.0","id":"%d","source":"/kill","type":"order","time":"%s","subject":"c%d",
                 "pulsovalue":"/amount","data":{"amount":%d.25}}
                """.formatted(id, minute, id % 9, id % 100).getBytes(UTF_8);
        for (int copy = random.nextInt(3) == 0 ? 2 : 1; copy > 0; copy--) {
            broker.send("pulso.events", "c" + id % 9, json);
        }
        events.merge(minute + "|order|/kill", 1L, Long::sum);
        values.merge(minute + "|order|/kill", new BigDecimal(id % 100 + ".25"), BigDecimal::add);
    }

    private String minute() {
        return MORNING.plusSeconds(3_600L * random.nextInt(8)).toString();
    }
}
