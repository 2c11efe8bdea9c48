package dev.pulso.results.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.Mappings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationConfigTest {
    @Test
    void shouldHaveDefaults() {
        GenerationConfig config = Mappings.read(GenerationConfig.class, Map.of());
        assertThat(config.every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.settle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.skew()).isEqualTo(Duration.ofHours(1));
        assertThat(config.stepRows()).isEqualTo(2000);
    }

    @Test
    void shouldReadEveryKey() {
        GenerationConfig config = Mappings.read(
                GenerationConfig.class,
                Map.of(
                        "pulso.generations.every",
                        "PT2S",
                        "pulso.generations.settle",
                        "PT6S",
                        "pulso.generations.skew",
                        "PT2H",
                        "pulso.generations.step-rows",
                        "10"));
        assertThat(config.every()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.settle()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.skew()).isEqualTo(Duration.ofHours(2));
        assertThat(config.stepRows()).isEqualTo(10);
    }
}
