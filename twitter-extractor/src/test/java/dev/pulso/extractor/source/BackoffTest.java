package dev.pulso.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff DOUBLING = Backoff.doubling(Duration.ofSeconds(5), Duration.ofSeconds(320));
    private static final Backoff LINEAR = Backoff.linear(Duration.ofMillis(250), Duration.ofSeconds(16));

    @Test
    void shouldDoubleUpToItsLongest() {
        assertThat(DOUBLING.after(1, new Random(1))).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(DOUBLING.after(3, new Random(1))).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(20));
        assertThat(DOUBLING.after(1000, new Random(1))).isBetween(Duration.ofSeconds(256), Duration.ofSeconds(320));
    }

    @Test
    void shouldBeginAtOnceWhenLinear() {
        assertThat(LINEAR.after(1, new Random(1))).isZero();
        assertThat(LINEAR.after(3, new Random(1))).isBetween(Duration.ofMillis(400), Duration.ofMillis(500));
        assertThat(LINEAR.after(1000, new Random(1))).isLessThanOrEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void shouldNotComeBackAllAtTheSameTime() {
        Random random = new Random(1);

        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> DOUBLING.after(1, random))
                        .distinct()
                        .count())
                .isGreaterThan(50);
    }
}
