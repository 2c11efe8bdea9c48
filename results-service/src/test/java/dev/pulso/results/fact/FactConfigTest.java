package dev.pulso.results.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.Mappings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactConfigTest {
    @Test
    void shouldHaveDefaults() {
        FactConfig config = Mappings.read(FactConfig.class, Map.of());
        assertThat(config.retryMin()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.retryMax()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldReadEveryKey() {
        FactConfig config = Mappings.read(
                FactConfig.class, Map.of("pulso.facts.retry-min", "PT1S", "pulso.facts.retry-max", "PT9S"));
        assertThat(config.retryMin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retryMax()).isEqualTo(Duration.ofSeconds(9));
    }
}
