package dev.pulso.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void shouldHaveTheDocumentedDefaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new Settings(
                        "127.0.0.1:9092",
                        Map.of(),
                        Optional.empty(),
                        "127.0.0.1",
                        8084,
                        ".pulso/spark",
                        "local[4]",
                        Duration.ofMillis(500),
                        50_000,
                        2,
                        Duration.ofDays(30),
                        20,
                        Duration.ofMinutes(2),
                        new ArchiveSettings(true, ".pulso/archive", Duration.ofSeconds(30), 400_000, 30),
                        new TrendSettings(
                                true,
                                Duration.ofSeconds(5),
                                25_000,
                                Duration.ofMinutes(5),
                                Duration.ofHours(6),
                                Duration.ofMinutes(15),
                                4,
                                5,
                                Duration.ofHours(2)),
                        new SegmentSettings(true, ".pulso/segmentations", ".pulso/models", Duration.ofMinutes(3))));
    }

    @Test
    void shouldReadEveryKey() {
        Map<String, String> values = new HashMap<>(Map.of(
                "pulso.kafka", "broker:1",
                "pulso.host", "0.0.0.0",
                "pulso.processor.port", "1",
                "pulso.processor.checkpoint", "s3a://bucket/spark",
                "pulso.processor.master", "local[4]",
                "pulso.processor.trigger", "PT2S",
                "pulso.processor.max.offsets.per.trigger", "7",
                "pulso.processor.shuffle.partitions", "8",
                "pulso.processor.state.ttl", "P2D",
                "pulso.processor.stall.after", "PT30S"));
        values.put("pulso.processor.related.tags", "5");
        values.put("pulso.processor.archive.enabled", "false");
        values.put("pulso.processor.archive", "s3a://bucket/archive");
        values.put("pulso.processor.archive.trigger", "PT5M");
        values.put("pulso.processor.archive.max.offsets.per.trigger", "9");
        values.put("pulso.processor.archive.fan.in", "4");

        values.put("pulso.processor.trends.enabled", "false");
        values.put("pulso.processor.trends.trigger", "PT9S");
        values.put("pulso.processor.trends.max.offsets.per.trigger", "8");
        values.put("pulso.processor.trends.window", "PT7M");
        values.put("pulso.processor.trends.memory", "PT6H");
        values.put("pulso.processor.trends.warm.up", "PT5M");
        values.put("pulso.processor.trends.threshold", "4.5");
        values.put("pulso.processor.trends.min.authors", "3");
        values.put("pulso.processor.trends.half.life", "PT2H");
        values.put("pulso.kafka.security.protocol", "SSL");
        values.put("pulso.orders.key.file", "/run/secrets/orders");
        values.put("pulso.processor.segments.enabled", "false");
        values.put("pulso.processor.segments.definitions", "/etc/pulso");
        values.put("pulso.processor.segments.models", "/models");
        values.put("pulso.processor.segments.check", "PT1H");

        assertThat(read(values))
                .isEqualTo(new Settings(
                        "broker:1",
                        Map.of("security.protocol", "SSL"),
                        Optional.of(Path.of("/run/secrets/orders")),
                        "0.0.0.0",
                        1,
                        "s3a://bucket/spark",
                        "local[4]",
                        Duration.ofSeconds(2),
                        7,
                        8,
                        Duration.ofDays(2),
                        5,
                        Duration.ofSeconds(30),
                        new ArchiveSettings(false, "s3a://bucket/archive", Duration.ofMinutes(5), 9, 4),
                        new TrendSettings(
                                false,
                                Duration.ofSeconds(9),
                                8,
                                Duration.ofMinutes(7),
                                Duration.ofHours(6),
                                Duration.ofMinutes(5),
                                4.5,
                                3,
                                Duration.ofHours(2)),
                        new SegmentSettings(false, "/etc/pulso", "/models", Duration.ofHours(1))));
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
