package dev.pulso.processor.segment.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.processor.segment.definition.Definition.Gate;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private final Gate gate = new Gate(0.3, 0.7, 0.02, 0.5);

    @Test
    void shouldPromoteWhatPasses() {
        Verdict verdict = Verdict.of(new Verdict.Quality(0.3, 0.7, 0.02, 0.5), gate);

        assertThat(verdict.verdict()).isEqualTo(Segmentation.Verdict.PROMOTED);
        assertThat(verdict.reasons()).hasSize(1);
    }

    @Test
    void shouldNameEverythingThatWasMissed() {
        Verdict verdict = Verdict.of(new Verdict.Quality(Double.NaN, 0.69, 0.01, 0.51), gate);

        assertThat(verdict.verdict()).isEqualTo(Segmentation.Verdict.REFUSED);
        assertThat(verdict.reasons()).hasSize(4).contains("churn 0.510 is above the gate of 0.500");
    }
}
