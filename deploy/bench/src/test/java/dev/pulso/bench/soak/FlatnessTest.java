package dev.pulso.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.bench.soak.Series.Kind;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The judgement must see a leak, and must not take warm-up, collections and pools for one. */
class FlatnessTest {
    private static final int LOOKS = 180;
    private static final double MOST_LAG = 1_000;

    @Test
    void shouldSeeALeakOfMemory() {
        assertThat(isFlat(Kind.MEMORY_MB, look -> 200 + look)).isFalse();
    }

    @Test
    void shouldForgiveWarmUp() {
        assertThat(isFlat(Kind.MEMORY_MB, look -> 200 + 100 * Math.min(1, look / 40))).isTrue();
    }

    @Test
    void shouldSeeALeakUnderTheSawToothOfTheHeap() {
        assertThat(isFlat(Kind.HEAP_MB, look -> 40 + look % 13 * 5)).isTrue();
        assertThat(isFlat(Kind.HEAP_MB, look -> 40 + look % 13 * 5 + look / 3)).isFalse();
    }

    @Test
    void shouldForgivePoolsThatLetGoAndSeeThreadsThatStay() {
        assertThat(isFlat(Kind.THREADS, look -> 110 + look % 29 * 5)).isTrue();
        assertThat(isFlat(Kind.THREADS, look -> 110 + look % 29 * 5 + look / 4)).isFalse();
    }

    @Test
    void shouldSeeALagThatGrowsAndForgiveOneThatShrinks() {
        assertThat(isFlat(Kind.LAG_RECORDS, look -> 20 * look)).isFalse();
        assertThat(isFlat(Kind.LAG_RECORDS, look -> 5_000 - 20 * look)).isTrue();
        assertThat(isFlat(Kind.LAG_RECORDS, look -> look)).isTrue();
    }

    @Test
    void shouldSeeHandlesThatAreNeverClosed() {
        assertThat(isFlat(Kind.FILE_HANDLES, look -> 50 + look / 2)).isFalse();
    }

    private static boolean isFlat(Kind kind, DoubleUnaryOperator valueOfLook) {
        Series series = new Series("any", kind);
        for (int look = 0; look < LOOKS; look++) {
            series.add(look / 6.0, valueOfLook.applyAsDouble(look));
        }
        return Flatness.of(series).isFlat(MOST_LAG);
    }
}
