package dev.pulso.processor.segment.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final List<String> NAMES = List.of("f");

    @Test
    void shouldBeTheIndexOfTheTextbook() {
        // Shares of 0.5 and 0.5 become 0.2 and 0.8: (0.2-0.5) ln(0.2/0.5) + (0.8-0.5) ln(0.8/0.5).
        Distribution then = Distribution.of(NAMES, rows(100, i -> i % 2));
        double index = then.indexes(rows(100, i -> i % 5 == 0 ? 0 : 1)).get("f");

        assertThat(index).isCloseTo(-0.3 * Math.log(0.4) + 0.3 * Math.log(1.6), within(1e-9));
    }

    @Test
    void shouldTellDriftFromChance() {
        Random random = new Random(3);
        Distribution then = Distribution.of(NAMES, rows(2_000, i -> random.nextGaussian()));

        assertThat(then.hasDrifted(rows(2_000, i -> random.nextGaussian()), 0.25))
                .isFalse();
        assertThat(then.hasDrifted(rows(2_000, i -> random.nextGaussian() + 1), 0.25))
                .isTrue();
        assertThat(then.hasDrifted(rows(2_000, i -> 7), 0.25)).isTrue();
        // Twenty entities say too little, however they are spread.
        assertThat(then.hasDrifted(rows(20, i -> random.nextGaussian() + 0.8), 0.25))
                .isFalse();
    }

    @Test
    void shouldTakeValuesThatAllAreTheSame() {
        Distribution then = Distribution.of(NAMES, rows(50, i -> 1));

        assertThat(then.indexes(rows(50, i -> 1)).get("f")).isZero();
        assertThat(then.hasDrifted(rows(50, i -> 1), 0.25)).isFalse();
    }

    @Property(tries = 100)
    void shouldBeZeroAgainstItself(@ForAll @IntRange(min = 1, max = 400) int size, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] rows = rows(size, i -> random.nextInt(12));

        assertThat(Distribution.of(NAMES, rows).indexes(rows).get("f")).isCloseTo(0, within(1e-12));
    }

    private static double[][] rows(int size, IntToDoubleFunction value) {
        double[][] rows = new double[size][1];
        for (int i = 0; i < size; i++) {
            rows[i][0] = value.applyAsDouble(i);
        }
        return rows;
    }
}
