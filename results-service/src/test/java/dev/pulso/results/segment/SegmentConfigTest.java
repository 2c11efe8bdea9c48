package dev.pulso.results.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.Mappings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentConfigTest {
    @Test
    void shouldHaveDefaults() {
        SegmentConfig config = Mappings.read(SegmentConfig.class, Map.of());
        assertThat(config.minListed()).isEqualTo(5);
    }

    @Test
    void shouldReadEveryKey() {
        SegmentConfig config = Mappings.read(SegmentConfig.class, Map.of("pulso.segments.min-listed", "20"));
        assertThat(config.minListed()).isEqualTo(20);
    }
}
