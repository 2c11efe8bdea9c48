package dev.pulso.processor.segment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdjustedRandTest {
    @Test
    void shouldBeOneForTheSameClusteringUnderOtherNumbers() {
        assertThat(AdjustedRand.index(new int[] {0, 0, 1, 1, 2}, new int[] {2, 2, 0, 0, 1}))
                .isEqualTo(1);
        assertThat(AdjustedRand.index(new int[] {0, 0, 0}, new int[] {1, 1, 1})).isEqualTo(1);
    }

    @Test
    void shouldEqualTheTextbook() {
        // scikit-learn: adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) is 0.57.
        assertThat(AdjustedRand.index(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}))
                .isCloseTo(0.571, within(0.001));
        assertThat(AdjustedRand.index(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
                .isCloseTo(-0.5, within(1e-9));
    }
}
