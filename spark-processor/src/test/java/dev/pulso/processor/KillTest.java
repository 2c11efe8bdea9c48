package dev.pulso.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole process against a real broker: killed at random points under load, told no total twice and lost none. {@code
 * -Dpulso.kills=20} kills more often, {@code -Dpulso.kills.seed} at other points.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("pulso.kills", 4);
    private static final long SEED = Long.getLong("pulso.kills.seed", 20261123);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Longest time from the first message of a process to its end: some micro-batches. */
    private static final int AT_WORK_MILLIS = 3_000;

    /** Longest time from the start of a process to its end, if it is not to come to work: loading, warming, recovering. */
    private static final int STARTING_MILLIS = 12_000;

    private final Random random = new Random(SEED);

    @Test
    void shouldCountExactlyOnceWhenKilledAtRandomPoints(@TempDir Path dataDir) throws Exception {
        try (Broker broker = new Broker();
                Feed feed = new Feed(broker, SEED)) {
            feed.start();
            for (int kill = 0; kill < KILLS; kill++) {
                killOnce(broker, dataDir, kill);
            }
            feed.stop();
            assertThat(broker.failures)
                    .as("records that never got to the broker")
                    .isEmpty();
            try (ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, 0)) {
                await().atMost(PATIENCE).until(broker::caughtUp);
                assertArchivedOnce(broker, dataDir, feed.recordsOnPosts());
                assertThat(processor.stop()).as("exit code on SIGTERM").isIn(0, 143);
            }
            assertExact(broker.totals(), feed);
        }
    }

    /** Of four processes one is killed before it comes to work, three while they are at it. */
    private void killOnce(Broker broker, Path dataDir, int kill) throws Exception {
        long before = broker.written("pulso.hashtag-deltas");
        try (ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, 0)) {
            int longest = STARTING_MILLIS;
            if (kill % 4 != 3) {
                await().atMost(PATIENCE).until(() -> broker.written("pulso.hashtag-deltas") > before);
                longest = AT_WORK_MILLIS;
            }
            assertThat(processor.process().waitFor(random.nextInt(longest), TimeUnit.MILLISECONDS))
                    .as("ended by itself")
                    .isFalse();
            processor.kill();
        }
    }

    private static void assertExact(Totals totals, Feed feed) {
        Map<String, BigDecimal> values = new HashMap<>(totals.values);
        totals.posts.values().removeIf(count -> count == 0);
        totals.reposts.values().removeIf(count -> count == 0);
        assertThat(totals.posts).containsExactlyInAnyOrderEntriesOf(feed.expectedPosts());
        assertThat(totals.reposts).containsExactlyInAnyOrderEntriesOf(feed.expectedReposts());
        assertThat(totals.events).containsExactlyInAnyOrderEntriesOf(feed.expectedEvents());
        assertThat(values).containsExactlyInAnyOrderEntriesOf(feed.expectedValues());
        System.out.printf(
                "seed %d, %d kills, %d records of posts, %d messages seen again%n",
                SEED, KILLS, feed.recordsOnPosts(), totals.replayed);
    }

    private static void assertArchivedOnce(Broker broker, Path dataDir, long sent) throws Exception {
        assertThat(broker.written("pulso.posts")).as("records at the broker").isEqualTo(sent);
        try (LocalSpark spark = new LocalSpark()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> posts(spark, dataDir).count() >= sent);
            var archive = posts(spark, dataDir);
            assertThat(archive.count()).isEqualTo(sent);
            assertThat(archive.select("partition", "offset").distinct().count()).isEqualTo(sent);
        }
    }

    private static Dataset<Row> posts(LocalSpark spark, Path dataDir) throws IOException {
        return spark.archive(dataDir).all().where("topic = 'pulso.posts'");
    }
}
