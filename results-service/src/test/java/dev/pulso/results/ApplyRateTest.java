package dev.pulso.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.MessageCodec;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A figure, not a check: run it with {@code -Dpulso.test.jvm.args=-Dpulso.rate=true}. */
@QuarkusTest
@EnabledIfSystemProperty(named = "pulso.rate", matches = "true")
class ApplyRateTest extends ServiceTest {
    private static final int ROUNDS = 3;
    private static final int MINUTES = 100;
    private static final int TAGS = 500;

    @Test
    void shouldSayHowFastDeltasAreApplied() {
        long generation = generation();
        Instant start = Instant.parse("2025-06-01T00:00:00Z");
        for (int round = 0; round < ROUNDS; round++) {
            for (int minute = 0; minute < MINUTES; minute++) {
                for (int tag = 0; tag < TAGS; tag++) {
                    var delta = Deltas.hashtag(
                            generation,
                            round,
                            start.plusSeconds(60L * minute),
                            "tag" + tag,
                            1 + tag % 7,
                            "a" + tag,
                            "b");
                    bus.sendFast("pulso.hashtag-deltas", delta.data().key(), MessageCodec.write(delta));
                }
            }
            bus.flush();
            long begin = System.nanoTime();
            long before = pipeline().getLong("stages[1].lagRecords");
            awaitCaughtUp();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            System.out.printf(
                    "round=%d lag=%d ms=%d rows/s=%d%n",
                    round, before, took.toMillis(), before * 1000 / Math.max(1, took.toMillis()));
        }
        for (int i = 0; i < 20; i++) {
            long begin = System.nanoTime();
            ranking(start, start.plusSeconds(60L * MINUTES));
            System.out.printf("ranking of %d rows ms=%d%n", MINUTES * TAGS, (System.nanoTime() - begin) / 1_000_000);
        }
        assertThat(rows(start)).isNotEmpty();
    }
}
