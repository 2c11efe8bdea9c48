package dev.pulso.processor.segment.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.segment.Segmentation.Code;
import dev.pulso.contracts.segment.Segmentation.Finding;
import dev.pulso.processor.segment.definition.Definition.Gate;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private final Gate gate = new Gate(0.3, 0.7, 0.02, 0.5);

    @Test
    void shouldPromoteWhatPasses() {
        Verdict verdict = Verdict.of(new Verdict.Quality(0.3, 0.7, 0.02, 0.5), gate);

        assertThat(verdict.verdict()).isEqualTo(Segmentation.Verdict.PROMOTED);
        assertThat(verdict.findings()).hasSize(4).allMatch(finding -> finding.code() == Code.PASSED);
    }

    @Test
    void shouldNameEverythingThatWasMissed() {
        Verdict verdict = Verdict.of(new Verdict.Quality(Double.NaN, 0.69, 0.01, 0.51), gate);

        assertThat(verdict.verdict()).isEqualTo(Segmentation.Verdict.REFUSED);
        assertThat(verdict.reasons()).hasSize(4).contains("churn 0.510 is above the gate of 0.500");
        assertThat(verdict.findings())
                .extracting(Finding::code)
                .containsExactly(Code.BELOW, Code.BELOW, Code.BELOW, Code.ABOVE);
    }

    @Test
    void shouldTellWhatCannotBeMeasuredWithoutAValue() {
        Finding silhouette = Verdict.of(new Verdict.Quality(Double.NaN, 0.7, 0.02, 0.5), gate)
                .findings()
                .get(0);

        assertThat(silhouette).isEqualTo(new Finding(Code.BELOW, "silhouette", null, 0.3));
        assertThat(Verdict.of(new Verdict.Quality(Double.NaN, 0.7, 0.02, 0.5), gate)
                        .reasons())
                .containsExactly("silhouette unknown is below the gate of 0.300");
    }
}
