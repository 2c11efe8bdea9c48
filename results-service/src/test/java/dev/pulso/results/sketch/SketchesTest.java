package dev.pulso.results.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Base64;
import java.util.stream.IntStream;
import org.apache.datasketches.hll.HllSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchesTest {
    @Test
    void shouldCountWhatIsInEitherSketch() {
        byte[] union = null;
        for (int part = 0; part < 50; part++) {
            union = Sketches.union(union, sketch(part * 1_000, part * 1_000 + 2_000));
        }
        assertThat((double) Sketches.estimate(union)).isCloseTo(51_000, within(51_000 * 0.05));
        assertThat(union).hasSizeLessThan(2_200);
        assertThat(Sketches.estimate(null)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AgEHDAMIAwBA558F3h4YBA", "/////////////////////w=="})
    void shouldRefuseOtherBytes(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        assertThatThrownBy(() -> Sketches.checked(bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] sketch(int from, int to) {
        HllSketch sketch = new HllSketch(12);
        IntStream.range(from, to).forEach(sketch::update);
        return sketch.toCompactByteArray();
    }
}
