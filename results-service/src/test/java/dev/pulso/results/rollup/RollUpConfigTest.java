package dev.pulso.results.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.Mappings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollUpConfigTest {
    @Test
    void shouldHaveDefaults() {
        RollUpConfig config = Mappings.read(RollUpConfig.class, Map.of());
        assertThat(config.every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.settle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.longest()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldReadEveryKey() {
        RollUpConfig config = Mappings.read(
                RollUpConfig.class,
                Map.of(
                        "pulso.rollups.every", "PT2S",
                        "pulso.rollups.settle", "PT6S",
                        "pulso.rollups.longest", "PT2M"));
        assertThat(config.every()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.settle()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.longest()).isEqualTo(Duration.ofMinutes(2));
    }
}
