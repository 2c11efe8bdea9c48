package dev.pulso.results.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.Mappings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplyConfigTest {
    @Test
    void shouldHaveDefaults() {
        ApplyConfig config = Mappings.read(ApplyConfig.class, Map.of());
        assertThat(config.retryMin()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.retryMax()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldReadEveryKey() {
        ApplyConfig config = Mappings.read(
                ApplyConfig.class, Map.of("pulso.apply.retry-min", "PT1S", "pulso.apply.retry-max", "PT9S"));
        assertThat(config.retryMin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retryMax()).isEqualTo(Duration.ofSeconds(9));
    }
}
