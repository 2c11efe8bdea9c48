package dev.pulso.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.dashboard.gateway.GatewayConfig;
import dev.pulso.dashboard.live.LiveConfig;
import dev.pulso.dashboard.stream.StreamConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void shouldHaveTheDocumentedDefaults() {
        assertThat(read(LiveSettings.class, Map.of()).toConfig()).isEqualTo(LiveConfig.DEFAULT);
        assertThat(read(LiveSettings.class, Map.of()).topicCheck()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read(StreamSettings.class, Map.of()).toConfig()).isEqualTo(StreamConfig.DEFAULT);
        GatewayConfig gateway = read(GatewayConfig.class, Map.of());
        assertThat(gateway.resultsUrl()).isEqualTo(URI.create("http://127.0.0.1:8083"));
        assertThat(gateway.extractorUrl()).isEqualTo(URI.create("http://127.0.0.1:8082"));
        assertThat(gateway.ingestUrl()).isEqualTo(URI.create("http://127.0.0.1:8081"));
        assertThat(gateway.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(gateway.idleTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldReadEveryKeyOfTheLiveState() {
        LiveSettings settings = read(
                LiveSettings.class,
                Map.of(
                        "pulso.live.horizon", "20m",
                        "pulso.live.trend-horizon", "3h",
                        "pulso.live.max-keys-per-view", "7",
                        "pulso.live.ring-changes", "8",
                        "pulso.live.ring-bytes", "9",
                        "pulso.live.topic-check", "2s"));

        assertThat(settings.toConfig()).isEqualTo(new LiveConfig(Duration.ofMinutes(20), Duration.ofHours(3), 7, 8, 9));
        assertThat(settings.topicCheck()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldReadEveryKeyOfTheStream() {
        StreamSettings settings = read(
                StreamSettings.class,
                Map.of(
                        "pulso.stream.tick", "100ms",
                        "pulso.stream.heartbeat", "1s",
                        "pulso.stream.max-clients", "3",
                        "pulso.stream.stall-timeout", "5s",
                        "pulso.stream.write-queue-bytes", "6",
                        "pulso.stream.items-per-event", "7"));

        assertThat(settings.toConfig())
                .isEqualTo(new StreamConfig(
                        Duration.ofMillis(100), Duration.ofSeconds(1), 3, Duration.ofSeconds(5), 6, 7));
    }

    @Test
    void shouldRefuseValuesThatCannotWork() {
        StreamSettings settings = read(StreamSettings.class, Map.of("pulso.stream.max-clients", "0"));

        assertThatThrownBy(settings::toConfig).hasMessage("pulso.stream.max-clients is 0, at least 1 is needed");
    }

    private static <T> T read(Class<T> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(mapping);
    }
}
