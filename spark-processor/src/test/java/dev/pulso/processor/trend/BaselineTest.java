package dev.pulso.processor.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BaselineTest {
    static final Rules RULES =
            new Rules(Duration.ofMinutes(5), Duration.ofHours(6), Duration.ofMinutes(15), 3, 5, Duration.ofHours(2));

    @Property
    void shouldStayWithinWhatWasSeen(@ForAll @Size(min = 1, max = 50) List<@IntRange(max = 1000) Integer> seen) {
        Baseline baseline = Baseline.NONE;
        for (int window = 0; window < seen.size(); window++) {
            baseline = baseline.after(seen.get(window), RULES.weight(window));
        }

        assertThat(baseline.mean()).isBetween(0.0, 1000.001);
        assertThat(baseline.variance()).isBetween(0.0, 1_000_000.0);
        double mean = seen.stream().mapToInt(each -> each).average().orElse(0);
        assertThat(baseline.mean()).as("a young baseline is a plain mean").isCloseTo(mean, within(1e-6));
    }

    @Property
    void shouldTakeSilenceAsWindowsWithNobody(
            @ForAll @DoubleRange(max = 100) double mean, @ForAll @IntRange(max = 60) int silence) {
        Baseline steps = new Baseline(mean, mean);
        for (int window = 10; window < 10 + silence; window++) {
            steps = steps.after(0, RULES.weight(window));
        }

        assertThat(new Baseline(mean, mean).afterSilence(10, 10 + silence, 0, RULES))
                .isEqualTo(steps);
    }

    @Property
    void shouldScoreMoreForMore(
            @ForAll @DoubleRange(max = 500) double mean,
            @ForAll @DoubleRange(max = 5000) double variance,
            @ForAll @IntRange(max = 1000) int observed) {
        Baseline baseline = new Baseline(mean, variance);

        assertThat(baseline.significance(observed + 1)).isGreaterThan(baseline.significance(observed));
        assertThat(baseline.significance(mean)).isLessThanOrEqualTo(0);
    }

    @Test
    void shouldHalveWithItsHalfLife() {
        Baseline old = new Baseline(100, 0).afterSilence(1_000, 1_072, 0, RULES);

        assertThat(old.mean()).isCloseTo(50, within(0.01));
        assertThat(RULES.faded(8, 24)).isCloseTo(4, within(1e-9));
    }
}
