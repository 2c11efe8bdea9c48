package dev.pulso.processor.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.processor.progress.Vitals.Phase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VitalsTest {
    private final AtomicLong clock = new AtomicLong();
    private final Vitals vitals = new Vitals(Duration.ofMinutes(2), clock::get);

    @Test
    void shouldCountOnlyWhileItIsHeardOf() {
        assertThat(vitals.isCounting()).as("warming").isFalse();
        vitals.started();
        pass(Duration.ofSeconds(119));
        assertThat(vitals.isCounting()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(vitals.isCounting()).as("stalled").isFalse();
        assertThat(vitals.isFailing()).isTrue();
        vitals.heard();
        assertThat(vitals.isCounting()).isTrue();
    }

    @Test
    void shouldBeRedWhileTheQueryIsStoppedAndUntilItIsHeardOfAgain() {
        vitals.started();
        vitals.enter(Phase.RESTARTING);
        assertThat(vitals.isCounting()).isFalse();
        assertThat(vitals.isFailing()).isTrue();
        vitals.started();
        assertThat(vitals.isCounting()).isTrue();
    }

    @Test
    void shouldStayStoppedWhateverIsHeard() {
        vitals.enter(Phase.STOPPING);
        vitals.heard();
        assertThat(vitals.phase()).isEqualTo(Phase.STOPPING);
        assertThat(vitals.isFailing()).as("told to end is no fault").isFalse();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
