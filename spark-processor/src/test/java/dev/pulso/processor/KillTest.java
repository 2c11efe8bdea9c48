package dev.pulso.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process against a real broker: killed at random points, told no total twice and lost none. */
class KillTest {
    private static final int KILLS = 2;
    private static final int POSTS_PER_ROUND = 3_000;

    private final Map<String, Long> expected = new HashMap<>();
    private final Random random = new Random(20261123);
    private int nextPost;

    @Test
    void shouldCountExactlyOnceWhenKilledAtRandomPoints(@TempDir Path dataDir) throws Exception {
        try (Broker broker = new Broker()) {
            for (int kill = 0; kill < KILLS; kill++) {
                produce(broker);
                try (ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, 0)) {
                    int after = broker.read("pulso.hashtag-deltas").size();
                    await().atMost(Duration.ofSeconds(90))
                            .until(() -> broker.read("pulso.hashtag-deltas").size() > after);
                    produce(broker);
                    processor.kill();
                }
            }
            try (ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, 0)) {
                await().atMost(Duration.ofSeconds(90)).until(broker::caughtUp);
                assertArchivedOnce(broker, dataDir);
                assertThat(processor.stop()).as("exit code on SIGTERM").isIn(0, 143);
                assertThat(broker.totals().posts).containsExactlyInAnyOrderEntriesOf(expected);
            }
        }
    }

    private void assertArchivedOnce(Broker broker, Path dataDir) throws Exception {
        var posts = broker.read("pulso.posts");
        assertThat(posts.stream()
                        .map(each -> new String(each.key(), UTF_8))
                        .distinct()
                        .count())
                .as("posts at the broker")
                .isEqualTo(nextPost);
        long sent = posts.size();
        try (LocalSpark spark = new LocalSpark()) {
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> spark.archive(dataDir).all().count() >= sent);
            var archive = spark.archive(dataDir).all();
            assertThat(archive.count()).isEqualTo(sent);
            assertThat(archive.select("partition", "offset").distinct().count()).isEqualTo(sent);
        }
    }

    private void produce(Broker broker) {
        for (int i = 0; i < POSTS_PER_ROUND; i++) {
            int post = nextPost++;
            String tag = "t" + random.nextInt(20);
            String minute = "2026-11-23T0" + random.nextInt(8) + ":15:00Z";
            String json = post(post, tag, minute);
            broker.send("pulso.posts", "kill:" + post, json.getBytes(UTF_8));
            if (random.nextInt(3) == 0) {
                broker.send("pulso.posts", "kill:" + post, json.getBytes(UTF_8));
            }
            expected.merge(minute + "|" + tag + "|kill|en", 1L, Long::sum);
        }
        broker.producer.flush();
        assertThat(broker.failures).as("posts that never got to the broker").isEmpty();
    }

    private static String post(int id, String tag, String minute) {
        return """
                {"specversion":"1.0","id":"%d","source":"/test","type":"pulso.post.v1","time":"%s",
                 "data":{"op":"CREATE","network":"kill","postId":"%d","authorKey":"k:%d","lang":"en","text":"#%s",
                 "hashtags":[{"tag":"%s","text":"%s"}],"createdAt":"%s","observedAt":"2026-11-23T09:00:00Z"}}
                """.formatted(id, minute, id, id % 50, tag, tag, tag, minute);
    }
}
