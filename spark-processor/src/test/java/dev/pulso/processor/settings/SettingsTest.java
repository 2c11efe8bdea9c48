package dev.pulso.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void shouldHaveTheDocumentedDefaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new Settings(
                        "127.0.0.1:9092",
                        "127.0.0.1",
                        8084,
                        ".pulso/spark",
                        "local[2]",
                        Duration.ofMillis(500),
                        50_000,
                        2,
                        Duration.ofDays(30),
                        Duration.ofMinutes(2)));
    }

    @Test
    void shouldReadEveryKey() {
        assertThat(read(Map.of(
                        "pulso.kafka", "broker:1",
                        "pulso.host", "0.0.0.0",
                        "pulso.processor.port", "1",
                        "pulso.processor.checkpoint", "s3a://bucket/spark",
                        "pulso.processor.master", "local[4]",
                        "pulso.processor.trigger", "PT2S",
                        "pulso.processor.max.offsets.per.trigger", "7",
                        "pulso.processor.shuffle.partitions", "8",
                        "pulso.processor.state.ttl", "P2D",
                        "pulso.processor.stall.after", "PT30S")))
                .isEqualTo(new Settings(
                        "broker:1",
                        "0.0.0.0",
                        1,
                        "s3a://bucket/spark",
                        "local[4]",
                        Duration.ofSeconds(2),
                        7,
                        8,
                        Duration.ofDays(2),
                        Duration.ofSeconds(30)));
    }

    @Test
    void shouldNameTheKeyThatIsOutOfBounds() {
        assertThatThrownBy(() -> read(Map.of("pulso.processor.shuffle.partitions", "0")))
                .hasMessageContaining("pulso.processor.shuffle.partitions");
    }

    private static Settings read(Map<String, String> values) {
        return Settings.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build());
    }
}
