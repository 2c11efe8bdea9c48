package dev.pulso.results.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.Mappings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendConfigTest {
    @Test
    void shouldHaveDefaults() {
        TrendConfig config = Mappings.read(TrendConfig.class, Map.of());
        assertThat(config.show()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void shouldReadEveryKey() {
        TrendConfig config = Mappings.read(TrendConfig.class, Map.of("pulso.trends.show", "PT3H"));
        assertThat(config.show()).isEqualTo(Duration.ofHours(3));
    }
}
